"""Words to draw from: roles, circumstances, and wishes that no tool fulfils."""

from __future__ import annotations


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().splitlines())


ROLES = _lines(
    """
    nurse on the night shift
    freelance photographer
    primary school teacher
    retired bus driver
    first-year medical student
    owner of a small bakery
    site manager in construction
    junior lawyer
    software tester
    stay-at-home father of three
    wedding planner
    long-distance truck driver
    high school student
    violinist in an orchestra
    farmer
    sales representative
    PhD student in chemistry
    hotel receptionist
    start-up founder
    accountant
    volunteer at an animal shelter
    journalist
    electrician
    yoga teacher
    project manager
    pharmacist
    grandmother of five
    game designer
    estate agent
    museum guide
    social worker
    physiotherapist
    head of a small charity
    airport ground crew member
    translator
    amateur football coach
    librarian
    chef
    personal assistant to a director
    data analyst
    web developer
    software engineer
    system administrator
    """
)
# Whose work it is that some tools are for, by words of their source, category or tags.
ROLES_OF = (
    (
        r"\b(?:code|repositor\w*|pull requests?|commits?|deployments?|git\w*)\b",
        frozenset(
            (
                "software tester", "game designer", "data analyst", "start-up founder", "web developer",
                "software engineer", "system administrator", "project manager",
            )
        ),
    ),
    (
        r"\b(?:crm|sales|customer relations?)\b",
        frozenset(
            (
                "sales representative", "estate agent", "project manager", "start-up founder", "accountant",
                "owner of a small bakery", "wedding planner", "personal assistant to a director",
                "freelance photographer", "head of a small charity", "electrician", "web developer", "translator",
            )
        ),
    ),
)  # fmt: skip
AGES = _lines(
    """
    teenager, female
    teenager, male
    woman in her twenties
    man in his twenties
    non-binary, in their twenties
    woman in her thirties
    man in his thirties
    woman in her forties
    man in his forties
    woman in her fifties
    man in his fifties
    woman over sixty
    man over sixty
    """
)
FAMILIARITIES = ("first time with the assistant", "used it once or twice", "uses it every week", "uses it every day")
EMOTIONS = ("calm", "cheerful", "in a hurry", "tired", "excited", "worried", "annoyed", "curious", "distracted")
FORMALITIES = ("casual", "neutral", "polite", "formal")
DURATIONS = ("a quick word", "a few minutes", "takes their time")
MEDIA = (
    "chat app on the phone",
    "chat window on a website",
    "voice assistant",
    "messenger at work",
    "e-mail-like chat",
)
LOCATIONS = _lines(
    """
    at home on the sofa
    at the kitchen table
    on a train
    at the office
    in a cafe
    in the car, parked
    at the airport
    in bed
    in a waiting room
    on the way to work
    in a shop
    in the garden
    """
)
AGREEMENTS = ("goes along with what is offered", "wants to decide for themselves", "doubts what they are told")
FEATURES = ("none", "fillers", "short sentences", "slang", "pauses", "small typos", "long sentences")
SUBTOPICS = _lines(
    """
    {topic}, for themselves
    {topic}, for their family
    {topic}, for a friend
    {topic}, for work
    {topic}, at short notice
    {topic}, planned well ahead
    {topic}, to clear up a mess
    {topic}, out of curiosity
    {topic}, after a change of plans
    """
)
CHITCHAT = _lines(
    """
    chat about how the day is going
    tell how the week has been
    talk about the weekend
    tell a small story about the family
    grumble a little about the weather
    mention a cup of coffee that is long overdue
    tell what they are looking forward to
    """
)
# What some assistant might do, with the words by which an offered tool would give away that it does.
MISSING = (
    ("order a taxi to the front door", "taxi cab ride car driver"),
    ("have groceries delivered this evening", "grocery delivery cart product order shop store"),
    ("book a table for dinner", "restaurant table reservation dining place"),
    ("make an appointment at the hairdresser", "appointment salon hairdresser booking"),
    ("turn the heating up at home", "heating thermostat temperature device home climate"),
    ("send flowers to a friend", "flower gift delivery order product"),
    ("renew a library card", "library card book"),
    ("set an alarm for tomorrow morning", "alarm reminder timer event clock"),
    ("translate a letter into another language", "translate translation language text"),
    ("print a few photos and have them sent", "print photo image picture order"),
    ("sign up for a gym", "gym fitness membership subscription workout"),
    ("find a dog walker for Sunday", "pet dog walker sitter animal"),
    ("get a parcel picked up", "parcel shipment package delivery pickup shipping"),
    ("get a new passport photo taken", "scan image document photo passport"),
)
# What no tool does: for experts, for fortune tellers, or for nobody; nothing that anybody would mind being asked.
OUT_OF_SCOPE = _lines(
    """
    know next week's winning lottery numbers
    know who will win the match on Sunday
    know who will win the next election
    know which shares will double by next year
    know what tomorrow's headlines will be
    know what the weather will be like a year from now
    hear which party to vote for
    """
)
