"""Words that services show: names of things, titles, and short texts, by the noun of the thing.

Templates hold slots that `phrases.fill` knows: `{city}`, `{person}`, `{first}`, `{company}`, `{thing}`, `{month}`,
`{day}`, `{stem}`, `{number}`, `{team}`.
"""

from __future__ import annotations

from toolgraph.world.titles import ALBUMS, ARTISTS, TRACKS

STEMS = (
    "Alder Amber Anchor Arbor Aurora Bay Beacon Birch Bluebird Brook Canyon Cedar Cinder Clover Cobalt Compass Copper "
    "Coral Crescent Dune Ember Falcon Fern Fjord Garnet Glacier Granite Harbor Hazel Heron Horizon Iris Ivory Juniper "
    "Kestrel Lantern Larch Laurel Linden Lotus Lumen Magnolia Maple Meadow Meridian Mill Mosaic North Oak Olive Onyx "
    "Orchard Osprey Palm Pebble Pine Quartz Quill River Rowan Saffron Sage Silver Solstice Sparrow Spruce Sterling "
    "Summit Terra Thistle Tidal Topaz Valley Vertex Violet Walnut Willow Wren Zephyr"
).split()
STREET_STEMS = "Park Mill Church Station Garden River Castle Market Bridge Lindbergh Rosen Victoria Linden Bell".split()
STREETS = {
    "pt": "das Flores|do Carmo|da Prata|Augusta|do Salitre|dos Anjos|da Boavista",
    "fr": "de la Paix|des Lilas|Victor Hugo|du Moulin|des Écoles|de la Gare|Saint-Denis",
    "de": "Garten|Mühlen|Linden|Schiller|Berg|Rosen|Bahnhof|Kirch",
    "es": "Mayor|de Alcalá|del Carmen|San Miguel|de la Luna|Goya|Colón",
    "it": "Garibaldi|Roma|Mazzini|Dante|delle Rose|Verdi|Cavour",
    "nl": "Prinsen|Molen|Kerk|Haarlemmer|Linden|Tulpen",
    "da": "Vester|Nørre|Sønder|Kron|Frederiks|Rosen",
    "sv": "Drottning|Kungs|Sture|Skepps|Linné|Bergs",
    "no": "Karl Johans|Stor|Skipper|Akers|Thereses|Tors",
    "ja": "Meiji|Omotesando|Sakura|Midosuji|Chuo|Aoyama",
    "fi": "Mannerheimin|Aleksanterin|Runebergin|Fredrikin|Liisan",
    "pl": "Długa|Polna|Marszałkowska|Leśna|Słoneczna|Ogrodowa",
    "cs": "Dlouhá|Karlova|Lipová|Národní|Zahradní|Polní",
    "hu": "Petőfi|Rákóczi|Kossuth|Váci|Ady|Dózsa",
    "el": "Ermou|Athinas|Stadiou|Patission|Aiolou",
    "tr": "İstiklal|Bağdat|Cumhuriyet|Atatürk|Lale|Barbaros",
    "hi": "Gandhi|Nehru|Linking|Brigade|Lake|Residency",
    "th": "Sukhumvit|Silom|Sathorn|Ratchada|Rama IV",
    "vi": "Le Loi|Hai Ba Trung|Tran Phu|Nguyen Hue|Ly Thuong Kiet",
    "id": "Sudirman|Melati|Merdeka|Diponegoro|Kenanga|Gatot Subroto",
    "ms": "Ampang|Merdeka|Bukit Bintang|Melati|Sultan Ismail",
    "ko": "Sejong|Teheran|Dosan|Toegye|Mapo|Hangang",
    "HK": "Nathan|Queen's|Jordan|Hennessy|Gloucester|Caine",
    "zh": "Zhongshan|Heping|Nanjing|Fuxing|Minsheng|Jianguo",
    "he": "Dizengoff|Allenby|Herzl|Ben Yehuda|Rothschild",
    "ar": "Hassan|Nile|Corniche|Al Noor|Al Bustan|Palm",
}
INDUSTRIES = (
    "Foods Robotics Logistics Media Energy Labs Textiles Insurance Partners Systems Studios Motors Health".split()
)
COMPANY_TAILS = (*INDUSTRIES, "Group", "& Co", "Bank", "Software", "Design", "Supply", "Analytics", "Travel")
AIRLINES = "Nordvik Air|Kestrel Airways|Zephyr Pacific|Atlas Meridian|Blue Fjord|Solara Air|Highland Express|Coral Jet"
COMMITS = (
    "Fix typo in the guide|Add tests for the {stem_} export|Bump dependencies|Handle empty lists|Rename {stem_} module|"
    "Speed up start|Update the changelog|Remove dead code|Log failed requests"
)
COURIERS = "Nordpost|Swiftparcel|Kite Courier|Blue Arrow Parcels|Harbour Freight Line"
TEAMS = "sales|marketing|finance|support|design|data|product|people|legal|operations|research|platform".split("|")
JOBS = (
    "Account Manager|Product Designer|Data Analyst|Software Engineer|Head of Sales|Office Manager|Nurse|Architect|"
    "Project Lead|Marketing Manager|Chef|Teacher|Electrician|Research Scientist|HR Partner|Financial Controller"
).split("|")
GENRES = "jazz|indie pop|electronic|folk|rock|classical|soul|hip hop|ambient|country".split("|")
PRODUCTS = (
    "wireless headphones|desk lamp|running shoes|coffee grinder|rain jacket|water bottle|office chair|yoga mat|"
    "backpack|notebook|ceramic mug|bluetooth speaker|wool blanket|cast-iron pan|travel adapter|phone case|tea kettle"
).split("|")
DISHES = (
    "Mushroom risotto|Lemon chicken|Lentil soup|Pad thai|Vegetable lasagne|Fish tacos|Beef ramen|Greek salad|"
    "Pumpkin curry|Apple crumble|Shakshuka|Margherita pizza"
).split("|")
# Where companies of a country are listed.
EXCHANGES = {
    "US": ("NYSE", "NASDAQ"), "GB": ("LSE",), "DE": ("XETRA",), "FR": ("Euronext Paris",),
    "NL": ("Euronext Amsterdam",),
    "PT": ("Euronext Lisbon",), "BE": ("Euronext Brussels",), "IE": ("Euronext Dublin",), "CH": ("SIX",),
    "SE": ("Nasdaq Stockholm",), "DK": ("Nasdaq Copenhagen",), "FI": ("Nasdaq Helsinki",), "NO": ("Oslo Børs",),
    "IT": ("Borsa Italiana",), "ES": ("BME",), "PL": ("WSE",), "JP": ("TSE",), "HK": ("HKEX",), "CN": ("SSE",),
    "IN": ("NSE", "BSE"), "CA": ("TSX",), "AU": ("ASX",), "SG": ("SGX",), "BR": ("B3",), "KR": ("KRX",),
    "NZ": ("NZX",), "AT": ("Wiener Börse",), "CZ": ("PSE",), "HU": ("BÉT",), "GR": ("ATHEX",), "TR": ("BIST",),
    "TH": ("SET",), "MY": ("Bursa Malaysia",), "ID": ("IDX",), "PH": ("PSE",), "VN": ("HOSE",), "AE": ("DFM",),
    "EG": ("EGX",), "NG": ("NGX",), "KE": ("NSE",), "AR": ("BYMA",), "CL": ("BCS",), "CO": ("BVC",), "PE": ("BVL",),
    "MA": ("Casablanca SE",),
    "ZA": ("JSE",), "MX": ("BMV",), "TW": ("TWSE",), "IL": ("TASE",),
}  # fmt: skip
COLOURS = "black|white|navy|grey|red|green|blue|beige".split("|")
TOPICS = (
    "city cycling|home cooking|remote work|small gardens|public transport|open data|night photography|local history|"
    "renewable energy|first-time investing|team habits|learning languages"
).split("|")
CONDITIONS = "sunny|partly cloudy|cloudy|light rain|clear|overcast|showers|windy".split("|")
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()

# Titles and names of things by noun; the first noun that the entity, then the tool, has decides.
TITLES: dict[str, str] = {
    "event": "{team_} review|Lunch with {first}|Kick-off with {company}|Interview: {person}|Planning for {month}|"
    "{company} demo|Catch-up with {first}|Budget meeting|Workshop on {topic}",
    "meeting": "{team_} weekly|Kick-off with {company}|Catch-up with {first}|Planning for {month}|{company} demo",
    "task": "Send the offer to {company}|Prepare the {month} report|Call {first} back|Book travel to {city}|"
    "Review the {team} budget|Update the price list|Draft the agenda for {day}",
    "mail": "Agenda for {day}|Your trip to {city}|Offer from {company}|Minutes of the {team} meeting|"
    "Question about the {month} invoice|Photos from {city}|Contract for {company}",
    "file": "{team}-report-{month_}.pdf|budget-{year}.xlsx|offer-{company_}.pdf|minutes-{month_}.docx|"
    "itinerary-{city_}.pdf|slides-{topic_}.pptx",
    "film": "Last Train to {city}|A House on the Hill|{month} in {city}|Letters from {city}|The Long Way Down|"
    "Nobody's Sister|The Weight of Snow|Two Winters|The Locksmith|What the River Kept|A Borrowed Name|Low Season|"
    "The Night Nurse|Almost Home|Seventeen Steps|The Other Bakery",
    "album": ALBUMS, "track": TRACKS, "artist": ARTISTS,
    "playlist": "{month} mix|Road to {city}|Morning run|Deep focus|Friday dinner|{genre_} favourites",
    "podcast": "{topic_t} Weekly|The {stem} Hour|Talking {topic_t}|{first} Asks",
    "episode": "What nobody tells you about {topic}|{person} on {topic}|Live from {city}|A beginner's guide to {topic}",
    "article": "What changes in {topic} this {month}|{city} bets on {topic}|{company} opens in {city}|"
    "Five questions about {topic}",
    "post": "A weekend in {city}|What I learned about {topic}|Notes from the {team} offsite|Five tips for {topic}",
    "book": "The {stem} Diary|A Short History of {topic_t}|Winter in {city}|The {stem} House",
    "issue": "Login fails after the {month} update|Export is missing rows|Slow search on large lists|"
    "Wrong total on the invoice page|Typo in the welcome e-mail",
    "project": "{stem}|Website relaunch|{city} office move|Project {stem}|{month} campaign|{company} migration",
    "product": "{stem} {product}|{colour_} {product}|{product_}|{stem} {product}",
    "recipe": "{dish}",
    "course": "Introduction to {taught}|{taught_t} for beginners|Advanced {taught}",
    "job": "{job}",
    "room": "Room {stem}|{stem} Suite|Meeting room {number}|Studio {stem}",
    "hotel": "Hotel {stem}|The {stem} {city}|{stem} Garden Inn|Casa {stem}|{stem} House Hotel",
    "restaurant": "Café {stem}|Bistro {first}|{stem} Kitchen|Trattoria {last}|The {stem} Table",
    "place": "Café {stem}|{stem} Museum|{stem} Park|{city} Central Library|{stem} Kitchen|{stem} Pharmacy",
    "venue": "{stem} Hall|{city} Arena|The {stem} Room|{city} Concert Hall|Club {stem}|The {stem} Theatre",
    "cinema": "Cinema {stem}|{stem} Picture House|Kino {city}",
    "station": "{city} Central Station|{city} North|{city} East|{city} South|{city} West|{city} Old Town",
    "stop": "{stem} Street|{city} Square|{stem} Park|Town Hall",
    "airport": "{city} International Airport|{city} Airport",
    "trip": "{city} in {month}|City break in {city}|Work trip to {city}|Family holiday in {city}",
    "booking": "Flight to {city}|Hotel in {city}|Train to {city}|Rental car in {city}",
    "order": "Order for {person}|{product_}|Order from {company}",
    "concert": "{stem} Parade live in {city}|An evening with {person}|{stem} Club tour",
    "ticket": "Cannot log in|Refund for my {month} order|Question about my {month} bill|Delivery to {city} is late|"
    "Change of address|The app closes by itself|The link for a new password does not arrive|"
    "Wrong amount on the {month} invoice",
    "campaign": "{month} newsletter|{stem} launch|Spring offer {city}|Win back {month}",
    "channel": "{team}|{team}-{city_}|general|project-{stem_}",
    "team": "{team_}|{stem} team|{city} office",
    "group": "{team_}|{city} regulars|{stem} group",
    "repository": "{stem_}-api|{stem_}-web|{team}-tools|{stem_}-core",
    "commit": COMMITS,
    "branch": "main|feature/settings|fix/empty-lists|more-tests|feature/search|fix/slow-start",
    "account": "Current account|Savings account|Household account|Travel fund",
    "payee": "{person}|{person}|{city} Power Supply|{stem} Property|{city} Water|{stem} Insurance|{stem} Mobile|{stem} "
    "Gym|{stem} Music School|{stem} Childcare",
    "merchant": "{company}|Café {stem}|{stem} Market",
    "deal": "Service contract for {company}|Pilot with {company}|Licences for {company}|{stem} rollout",
    "pharmacy": "{stem} Pharmacy|{city} Pharmacy|{last} Pharmacy",
    "clinic": "{stem} Clinic|{city} Health Centre|{stem} Medical Centre",
    "company": "{company}",
    "brand": "{stem}",
    "watchlist": "Energy|Long-term picks|Tech to watch|{city} exchange|Dividends",
    "list": "{month} list|{city} plans|Shopping|Favourites",
    "folder": "{month} {year}|{company}|{team_}|Travel",
    "calendar": "{first}'s calendar|{team_} team|Holidays|Work",
    "budget": "{month} budget|{team_} budget",
    "contact": "{person}", "user": "{person}", "customer": "{person}", "member": "{person}", "person": "{person}",
    "employee": "{person}", "patient": "{person}", "driver": "{person}", "doctor": "{person}", "author": "{person}",
    "pet": "Milo|Luna|Biscuit|Nala|Olive|Pepper|Ziggy",
    "service": "{stem_}-{team}|billing|search|notifications|{stem_}-gateway",
    "server": "{stem_}-{number}|web-{number}|db-{stem_}",
    "device": "{first}'s phone|Kitchen speaker|{room} thermostat|Front door lock",
    "category": "Groceries|Travel|Office|Sports|Books|Home & garden|Music",
    "plan": "Starter|Team|Business|Premium",
    "alert": "Heavy rain in {city}|Strong wind warning",
    "exercise": "Push-ups|Morning run|Rowing|Plank|Cycling",
    "survey": "{month} customer survey|{team_} feedback",
    "invoice": "Invoice {number} {company}|{month} services",
    "review": "Lovely people|Good value|Would come again|A little noisy|Better than expected|Just as described",
    "note": "Ideas for {city}|Call with {first}|{month} to-dos",
    "license": "MIT|Apache-2.0|BSD-3-Clause|GPL-3.0|MPL-2.0",
    "caption": "A {colour} boat on the river in {city}|Two people at a market in {city}|A quiet street in {city}",
    "property": "{stem} Apartments|{stem} Court|{stem} House|{stem} Heights",
    **dict.fromkeys(("store", "shop"), "{stem} Market|{stem} Store|{stem} & Daughters|{stem} Corner Shop"),
    "supermarket": "{stem} Supermarket|{stem} Market",
    "scene": "Dinner|Bedtime|Reading corner|Guests|Rainy day",
    "headline": "{city} opens a new {stem2_}-side park|Rail fares to change in {month}|{company} to open in {city}|"
    "What {topic} looks like in {city}",
    "car": "Renault Clio|Skoda Octavia|Toyota Corolla|VW Golf|Fiat 500|Volvo XC40",
}  # fmt: skip
_SAME = """
mail: message email thread draft notification conversation newsletter subject
file: document attachment image
track: song music
film: movie show video
event: appointment
task: todo reminder
product: item good sku
issue: bug
headline: news
article: story
post: blog
recipe: dish meal
course: lesson class
job: position vacancy
restaurant: cafe
merchant: shop store transaction
company: vendor supplier organization operator carrier employer
place: poi attraction location
cinema: theatre theater
property: apartment
booking: reservation flight
customer: client
person: traveller passenger guest attendee host actor director holder owner sender organizer beneficiary
payee: counterparty
category: label tag
brand: manufacturer
car: vehicle model
repository: repo
server: instance
service: cluster
folder: directory
project: board workspace sprint
artist: band performer
plan: subscription programme
license: licence
"""
# The noun whose titles do for another noun.
NOUN_SAME = {
    other: noun
    for line in _SAME.strip().splitlines()
    for noun, others in [line.split(": ")]
    for other in others.split()
}

COMPANY_NOUNS = frozenset(("company", *(noun for noun, same in NOUN_SAME.items() if same == "company")))
FIRMS = COMPANY_NOUNS | {"ticker"}

# What is priced in the currency of the place where it is, wherever the user lives.
PRICED_THERE = frozenset(
    "salary property rent wage company ticker concert showtime restaurant city country weather place rate doctor "
    "clinic pharmacy refill museum store job vacancy position".split()
)

ABOUT: dict[str, str] = {
    "hotel": "A quiet {stem2_}-side hotel ten minutes from the centre of {city}, with breakfast and a small garden.|"
    "Family-run hotel in the old town of {city}. Rooms face the courtyard.|"
    "Modern rooms near {city} Central, a roof terrace and free bicycles.",
    "film": "Two sisters inherit a house in {city} and find letters nobody was meant to read.|"
    "A retired pilot takes one last job in {city} and regrets it.|A teacher and a thief share a train to {city}.|"
    "Three brothers meet again at their father's shop in {city}.|A nurse on the night shift receives a call for help.|"
    "Nobody in the village talks about the summer when the well ran dry.|Two rivals must finish one recipe together.|"
    "A young translator finds a message meant for somebody else.|An old couple drives to {city} for the last time.|"
    "The only witness does not speak.|A small choir from {city} is invited to a contest that does not exist.|"
    "A father and his daughter repair a boat and what else is broken.|When the lights go out, eight strangers stay.",
    "product": "A sturdy {product} made to last, with a two-year guarantee.|Light, simple and easy to clean.|"
    "Our best-selling {product}, now also in {colour}.",
    "event": "We go through the open points and agree on the next steps.|"
    "{first} shows the first results; questions welcome.|"
    "Please bring the figures for {month}.",
    "issue": "Found by chance while testing.|Reported by {company} last week.|Not urgent, but it should not be "
    "forgotten.|Noticed again with the newest release.",
    "artist": "At home in {city}, and in small clubs as much as in large halls.|"
    "On stage since {since}, mostly in and around {city}.|Known in {city} for long concerts and short speeches.",
    "alert": "Heavy rain is expected until {day}. Avoid roads along the river.|Strong gusts in and around {city}.",
    "article": "How {city} plans to change, and what it means for people who live there.",
    "file": "Figures for {month}, with comments by {person}.|Agreed terms with {company}, version {number}.",
    "person": "Met at the fair in {city}.|Prefers to be called in the morning.",
    "company": "{company} makes software for small shops, with offices in {city}.",
    "mail": "Here is what I would like to cover on {day}.|Thank you for the offer, we would like to go ahead.|"
    "Attached you find the plan for {city}.|Could you send me the figures for {month}?",
    "job": "You work in a small team in {city}, with flexible hours and a budget for training.|"
    "We look for somebody who is careful, kind to colleagues and not afraid of busy days.",
    "course": "Short lessons with an exercise for each, made for people who start from nothing.|"
    "A calm course with many examples; bring half an hour a day.",
    "lesson": "We take it step by step, with two exercises at the end.|Read this first, then try it yourself.",
    "repository": "Kept by the platform team.|Looked after by the {team} team.|"
    "Shared parts for all services.|Work in progress, not for production yet.",
    "request": "As discussed; please have a look.|A small change with tests.",
    "task": "Needed by {day}.|{first} has the details.",
    "place": "A favourite of people from the neighbourhood, open all year.",
}  # fmt: skip
ABOUT |= dict.fromkeys(
    ("forecast", "day", "weather"),
    "Changeable, with the coldest hours before sunrise.|Much like the days before.|Little change until {day}.",
)
# What people tell of themselves.
BIOS = (
    "Lives in {city} and likes long walks.|Works with numbers by day and plays the piano by night.|"
    "At home in {city}, often on the road.|Reads more than there is time for.|Happy to answer questions."
)
ABOUT_ANY = (
    "Kept up to date by the {team} team.|For internal use only.|The usual setup, with no changes so far.|"
    "Looked after by the {team} team.|In use, no remarks."
)
BODIES = (
    "Hello, here is what I would like to cover on {day}. Does that work for you?|"
    "Hello, thank you for the offer. We would like to go ahead.|"
    "Hello, could you send me the figures for {month} by {day}? Thanks!|"
    "Attached you find the itinerary for {city}. See you there!|"
    "Hi all, the meeting moves to {day}. The room stays the same.|"
    "A quick reminder that the {month} report is due on {day}."
)
REMARKS = (
    "Thank you for sharing this.|I could not agree more.|This made my {day}.|Same here in {city}.|Well said.|"
    "Could you say more about that?|Congratulations!"
)
POSTS = (
    "Spent the morning reading about {topic}. So much to learn.|First {day} run along the river in {city}. Worth it.|"
    "Does anybody have a good introduction to {topic}?|New café near {city} Central, and the coffee is great.|"
    "Proud of what our team did in {month}.|Slow {day}, good book, no plans."
)
NOTES = (
    "Please call before you come.|Ask for {first} at the desk.|Needs to be ready by {day}.|"
    "Bring the signed copy.|Same as last time, please.|Talk to {first} about it first."
)
# What to do in bad weather.
ADVICE = (
    "Take care outdoors and check on neighbours.|Allow more time for your way.|Stay indoors until it has passed.|"
    "Follow the news for {city}."
)
REVIEWS = (
    "Friendly people and fair prices. We would come again.|Good, but it took a while on a busy {day}.|"
    "Exactly what we hoped for.|A little noisy, otherwise very good value.|Better than I expected."
)
REASONS = (
    "My plans have changed.|I booked the wrong day.|I found something closer.|It was ordered twice.|"
    "{first} cannot make it.|I no longer need it."
)
# Words in names that tell in which room a thing is.
ROOMS = {
    "Living room": "living room|sofa|television", "Bathroom": "bathroom|shower", "Bedroom": "bedroom|bedside",
    "Kitchen": "kitchen|coffee|worktop|fridge|oven", "Office": "office|desk", "Hall": "hall", "Cellar": "cellar",
    "Garage": "garage", "Dining room": "dining", "Nursery": "nursery",
}  # fmt: skip
# What things are called of which only the sort is known, by the noun of the thing.
OF_SORT = {
    "device": "{room} {sort}|{room} {sort}|Spare {sort}|Old {sort}|Window {sort}|Corner {sort}",
    "course": "Introduction to {sort}|{Sort} for beginners|{Sort} step by step",
    "place": "{stem} {Sort}|{city} {Sort}",
    "plan": "{Sort} step by step|{Sort} plan|{Sort} for every day|{Sort}, week by week",
    **dict.fromkeys(
        ("lesson", "chapter", "unit", "module", "quiz"),
        "{Sort}: the basics|First steps in {sort}|{Sort} in practice|{Sort}, part two|Common mistakes in {sort}|"
        "A closer look at {sort}|{Sort}: key terms|{Sort}: exercises|{Sort} with examples|Understanding {sort}|"
        "{Sort}: questions and answers|{Sort}: a summary|Practical {sort}|"
        "{Sort} in everyday use|{Sort}: tips and tricks|{Sort}: a worked case",
    ),
    "assignment": "{Sort}: a short exercise|{Sort}: ten questions|{Sort}: a longer exercise|{Sort}: a small project|"
    "{Sort}: a case of your own|{Sort}: final project",
    "course session": "{Sort}: questions and answers|{Sort}: live exercise|{Sort}: your work in review|"
    "Open hour on {sort}|{Sort}: common mistakes",
    "deck": "{Sort}: key terms|{Sort} at a glance|{Sort}: questions and answers",
    "session endurance": "Easy run|Intervals|Tempo run|Long and steady",
    "session strength": "Legs and core|Upper body|Whole body circuit|Back and shoulders",
    "session mobility": "Stretching and balance|Hips and back|Morning yoga|Shoulders and neck",
    "session weight loss": "Brisk walk|Circuit training|Intervals|Core and cardio",
    "session": "{Sort} session|{Sort} with a warm-up|{Sort} and stretching|{Sort}, easy|{Sort} at a steady pace",
}
# Sorts that are no name for what is of them.
SORT_SAID = {"weight": "weight loss"}
OF_SORT_ANY = "{stem} {sort}"
