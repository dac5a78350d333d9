"""More of what people do for a living: the jobs of a trade, by words of what somebody says that they do."""

from __future__ import annotations

# The words of what somebody says; the jobs of the trade; what those can do who have them.
_LINES = """
construction; Site manager|Construction manager|Site supervisor|Construction planner; \
project management|budgeting|first aid
administrator; System administrator|Network administrator|Cloud administrator|Linux administrator; \
Linux|Python|network security|scripting
tester; Software tester|Test engineer|Test lead|Test automation engineer; Python|SQL|test automation|Git
web; Web developer|Frontend developer|Backend developer|Full-stack developer; JavaScript|Python|SQL|Git
software; Software engineer|Backend engineer|Platform engineer|Senior software engineer; Python|SQL|Git|Docker
data; Data analyst|Business analyst|Senior data analyst|Data engineer; SQL|Python|data modelling|statistics
photographer; Photographer|Photo editor|Studio photographer|Senior photo editor; lighting|retouching|Lightroom
game; Game designer|Level designer|Senior game designer|Narrative designer; prototyping|storytelling|Unity
animal grandmother father high; Office assistant|Shop assistant|Customer adviser|Library assistant; \
customer service|first aid|driving licence|cash handling
farmer; Farm manager|Farm worker|Herd manager|Greenhouse worker; driving licence|machine maintenance|first aid
crew; Ground crew member|Ramp agent|Baggage handler|Ground crew lead; forklift licence|first aid|English
truck bus; Truck driver|Delivery driver|Lorry driver|Dispatcher; driving licence|route planning|first aid
chemistry; Chemist|Research chemist|Laboratory manager|Analytical chemist; chromatography|lab safety|statistics
assistant; Personal assistant|Executive assistant|Office manager|Team assistant; \
calendar management|minute taking|French
wedding; Event planner|Event manager|Conference planner|Senior event planner; budgeting|negotiation|project management
project; Project manager|Senior project manager|Programme manager|Project lead; project management|budgeting|negotiation
"""
MORE_TRADES = tuple(
    (frozenset(words.split()), jobs, skills)
    for line in _LINES.strip().splitlines()
    for words, jobs, skills in [line.split("; ")]
)
