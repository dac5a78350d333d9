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
    ("get a pair of shoes resoled", "shoe repair cobbler"),
    ("get a bicycle repaired", "bicycle bike repair"),
    ("have the windows cleaned next week", "window cleaning cleaner"),
    ("have a piano tuned", "piano tuner tuning"),
    ("have a coat dry-cleaned", "laundry cleaning cleaner"),
    ("have a spare key cut", "key locksmith"),
    ("have a picture framed", "frame framing picture"),
    ("have a dripping tap repaired", "plumber repair tap"),
    ("have the chimney swept", "chimney sweep"),
    ("find a babysitter for Friday evening", "babysitter sitter child nanny"),
    ("find a gardener for the spring", "gardener garden"),
    ("find a plumber for tomorrow", "plumber repair"),
    ("find a choir to sing in", "choir club music group"),
    ("find a tailor to shorten a pair of trousers", "tailor clothes"),
    ("hire a moving van for Saturday", "van rental car vehicle"),
    ("hire a photographer for a birthday", "photographer photo"),
    ("rent a storage room for a few boxes", "storage rent room"),
    ("have a cake made for a birthday", "cake bakery order shop"),
    ("have business cards printed", "print card"),
    ("have old furniture picked up", "furniture pickup waste"),
    ("pick up a suit from the cleaner's", "laundry cleaning cleaner"),
    ("feed the cat while nobody is at home", "pet cat feeder animal"),
    ("water the plants on the balcony", "water plant garden irrigation"),
    ("borrow a ladder from the neighbours", "ladder tool borrow"),
    ("sell an old sofa", "sell listing shop product"),
    ("report a lost umbrella on the bus", "lost property report"),
    ("send a postcard to the grandparents", "postcard card letter mail"),
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
    know which number the dice will show next
    know what the neighbours will have for dinner tonight
    know what the cat is thinking
    know who will win the next World Cup
    know which film will win the most prizes next year
    know whether a coin will come down heads or tails
    know what the stars say about this week
    know what a dream about flying means
    know when it will snow for the first time next winter
    know which song will be number one at Christmas
    know how many sweets are in the jar on the counter
    know what people will wear in ten years
    know whether there is life on other planets
    know where the left sock from the last wash went
    know what card somebody is going to draw
    know who is going to call next
    know when the next earthquake will come
    know how long the queue at the bakery is right now
    know what the dog next door is barking at
    know which horse will win on Saturday
    know what the lines on a palm mean
    know who left an umbrella in the hall
    know what name the neighbours will give their baby
    know which team will go down this season
    know whether the jury will like the cake
    know what will be in fashion next summer
    know how many people will come to the village fair
    know what a friend got as a birthday present
    know who ate the last biscuit
    know which gate at the stadium will have the shortest queue
    know whether next summer will be a hot one
    know what colour the sky is above Mars today
    know how the novel on the bedside table ends
    """
)
