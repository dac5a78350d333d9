"""Short texts by the last word of a name, for leaves that no other maker knows: `frequency`, `branch`, `visibility`."""

from __future__ import annotations

# Templates as in `lexicon`, by the words that they do for.
_TABLE = """
frequency interval recurrence granularity cadence: daily|weekly|monthly
period timeframe: month|week|quarter
duration timeout ttl lifetime expiration validity: 15 minutes|30 minutes|2 hours|3 days
verb: GET|POST|PUT
filesize: 230 KB|1.4 MB|12.8 MB
env environment: production|staging|test
initial initials: {initials}
nameserver nameservers: ns1.{company_}.example.com|ns2.{company_}.example.com
validation: ok
regexp regex: ^[a-z-]+$|^[A-Z][0-9]+$
pem certificate_: -----BEGIN CERTIFICATE-----
serial: {serial}
cookie: session|locale
priority urgency importance: normal|high|low
severity: minor|moderate|severe
visibility privacy access: private|public
role: member|admin|editor|viewer
permission privilege right: read|write
scope: all
level tier grade: standard|basic|premium
size: M|S|L
order direction sort sorting: asc|desc
method: card|bank transfer|cash
mode strategy: auto|manual
format output: json|csv|pdf
extension suffix filesuffix filetype: pdf|csv|png
source origin channel_ medium: web|mobile app|partner
tag label keyword hashtag: urgent|internal|planned|review|customer
slug alias subdomain workspace namespace bucket pool prefix: {company_}|{team}-{city_}|{stem_}-{team}
branch: main|feature/settings|fix/empty-lists
command script: npm run build|make test|npm start
action operation activity: create|update|view
event trigger: {thing}.created|{thing}.updated
field column attribute property: name|date|status|amount
filter view_: all|open|recent
view layout: list|board|calendar
phase stage step: draft|review|final
location venue_ place_: {city}
destination locality town: {city}
area district neighbourhood sublocality suburb borough quarter_: {stem} district|{city} centre
provider vendor_ bank_: {company}
model variant edition: {stem} {number}|{stem} Plus
value option_: standard|large|blue
result outcome: passed|ok
parameter input key_: name|date
theme: light|dark
style tone: modern|classic|friendly
position pos placement: top|bottom
season: spring|summer|autumn
browser: Chrome|Firefox|Safari
agent useragent: Mozilla/5.0 (X11; Linux x86_64)
os: Windows 11|macOS 15|Android 15
server mx: mx1.{company_}.example.com|web-{number}.{company_}.example.com
cuisine: Italian|Japanese|Mexican|Indian
sport game: football|tennis|basketball
difficulty: easy|medium|hard
occasion: birthday|anniversary
relationship relation: friend|colleague|parent
allergy diet dietary: vegetarian|nuts|gluten
symptom: headache|sore throat|back pain
medication drug medicine: ibuprofen|paracetamol
material fabric: cotton|steel|oak
shape: round|square
emoji reaction: thumbs_up|heart
shift: morning|evening
parent: {stem_}-{team}
rel: self|next
pattern: {stem_}-*
frame: desktop|mobile
region_ zone: {city}
rule policy condition_ conditions: standard|default
pet breed animal: dog|cat
floor: 2nd floor|ground floor
skill: communication|data analysis|negotiation
degree: Bachelor|Master
ingredient: tomatoes|rice|basil
instrument: piano|guitar
subject_: {topic}
signature: {first}
salutation: Ms|Mr
suffix_: Jr.
platform: web|iOS|Android
league: Premier League|Serie A|NBA
religion: Buddhism|Christianity|Islam
specialization expertise specialty: kitchen renovation|tax law|web design
component module: checkout page|export|login
algorithm cipher: AES-256|RSA-2048|SHA-256
encoding charset: UTF-8|base64|gzip
runtime: node-20|python-3.12|go-1.22
schedule cron: 0 6 * * *|*/15 * * * *|0 0 1 * *
subnet cidr netmask: 10.{number}.0.0/16|192.168.{number}.0/24
doi: 10.5555/{stem_}.{serial}
acronym abbreviation: {initials}
datacenter datacentre pop pops: fra1|ams3|nyc2
gateway router: gw-{number}.{company_}.example.com
hobby interest: hiking|photography|chess
nickname_ handle_: {first}
"""
PLAIN = {
    word.rstrip("_"): texts
    for line in _TABLE.strip().splitlines()
    for names, texts in [line.split(": ", 1)]
    for word in names.split()
}
SECOND_LINES = "2nd floor|Flat {number}|Unit {number}"
# Texts that hold a yes or no: the word itself says what is true.
SWITCHES = frozenset(
    "enabled disabled active archived closed subscribed success public private visible hidden locked required isnull "
    "verified subscribe notify default_ starred pinned popular featured trending".split()
)
# Texts that are dates by what they are compared with.
COMPARED = frozenset("since gt gte lt lte".split())
STAMPS = frozenset("due deadline created updated modified started finished expires published deleted".split())
ADDRESSES = frozenset("self next prev previous html iri href schema webhook avatar logo".split())
AMOUNTS = frozenset("amount price total cost fee subtotal tax discount balance".split())
PERCENTAGES = frozenset("percentage percent rate".split())
FIGURES = frozenset(
    "left top right bottom rotate zindex x y width height count quantity qty number limit page "
    "index offset total".split()
)
