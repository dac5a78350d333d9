"""Codes that people say by name: countries, languages, currencies."""

from __future__ import annotations

_COUNTRIES = (
    "AE United Arab Emirates|AR Argentina|AT Austria|AU Australia|BE Belgium|BG Bulgaria|BO Bolivia|BR Brazil|CA Canada"
    "|CH Switzerland|CL Chile|CN China|CO Colombia|CR Costa Rica|CZ Czech Republic|DE Germany|DK Denmark|DZ Algeria"
    "|EC Ecuador|EE Estonia|EG Egypt|ES Spain|ET Ethiopia|FI Finland|FR France|GB United Kingdom|GH Ghana|GR Greece"
    "|HK Hong Kong|HR Croatia|HU Hungary|ID Indonesia|IE Ireland|IL Israel|IN India|IS Iceland|IT Italy|JM Jamaica"
    "|JO Jordan|JP Japan|KE Kenya|KR South Korea|LB Lebanon|LK Sri Lanka|LT Lithuania|LU Luxembourg|LV Latvia"
    "|MA Morocco|MT Malta|MX Mexico|MY Malaysia|NG Nigeria|NL Netherlands|NO Norway|NP Nepal|NZ New Zealand|OM Oman"
    "|PA Panama|PE Peru|PH Philippines|PK Pakistan|PL Poland|PT Portugal|PY Paraguay|QA Qatar|RO Romania|RS Serbia"
    "|SA Saudi Arabia|SE Sweden|SG Singapore|SI Slovenia|SK Slovakia|SN Senegal|TH Thailand|TN Tunisia|TR Turkey"
    "|TW Taiwan|TZ Tanzania|UA Ukraine|UG Uganda|UK United Kingdom|US United States|UY Uruguay|VE Venezuela|VN Vietnam"
    "|ZA South Africa|ZM Zambia|ZW Zimbabwe"
)
_LANGUAGES = (
    "ar Arabic|bg Bulgarian|bn Bengali|ca Catalan|cs Czech|da Danish|de German|el Greek|en English|es Spanish"
    "|et Estonian|fa Persian|fi Finnish|fr French|ga Irish|he Hebrew|hi Hindi|hr Croatian|hu Hungarian|id Indonesian"
    "|is Icelandic|it Italian|ja Japanese|ko Korean|lt Lithuanian|lv Latvian|ms Malay|nb Norwegian|nl Dutch"
    "|no Norwegian|pl Polish|pt Portuguese|ro Romanian|ru Russian|sk Slovak|sl Slovenian|sr Serbian|sv Swedish"
    "|sw Swahili|ta Tamil|th Thai|tr Turkish|uk Ukrainian|ur Urdu|vi Vietnamese|zh Chinese"
)
_CURRENCIES = (
    "AED Emirati dirhams|ARS Argentine pesos|AUD Australian dollars|BGN Bulgarian leva|BRL Brazilian reais"
    "|CAD Canadian dollars|CHF Swiss francs|CLP Chilean pesos|CNY Chinese yuan|COP Colombian pesos|CZK Czech crowns"
    "|DKK Danish crowns|EGP Egyptian pounds|EUR euros|GBP pounds|GHS Ghanaian cedis|HKD Hong Kong dollars"
    "|HUF Hungarian forints|IDR Indonesian rupiah|ILS Israeli shekels|INR Indian rupees|ISK Icelandic crowns"
    "|JPY Japanese yen|KES Kenyan shillings|KRW South Korean won|MAD Moroccan dirhams|MXN Mexican pesos"
    "|MYR Malaysian ringgit|NGN Nigerian naira|NOK Norwegian crowns|NZD New Zealand dollars|PEN Peruvian soles"
    "|PHP Philippine pesos|PLN Polish zloty|RON Romanian lei|SAR Saudi riyals|SEK Swedish crowns"
    "|SGD Singapore dollars|THB Thai baht|TND Tunisian dinars|TRY Turkish lira|TWD Taiwan dollars"
    "|UAH Ukrainian hryvnias|USD US dollars|UYU Uruguayan pesos|VND Vietnamese dong|ZAR South African rand"
)


def _book(text: str) -> dict[str, str]:
    return {entry.split(" ", 1)[0]: entry.split(" ", 1)[1] for entry in text.split("|")}


COUNTRIES = _book(_COUNTRIES)
LANGUAGES = _book(_LANGUAGES)
CURRENCIES = _book(_CURRENCIES)
_ARTICLED = ("United", "Netherlands", "Philippines", "Czech Republic")


def country(code: str) -> str:
    """A country by its ISO 3166 code, with its article; "" for a code we do not know."""
    name = COUNTRIES.get(code.upper(), "") if len(code) == 2 else ""
    return f"the {name}" if name.startswith(_ARTICLED) else name


def language(code: str) -> str:
    """A language by its ISO 639 code, with or without a region; "" for a code we do not know."""
    return LANGUAGES.get(code[:2].lower(), "") if len(code) in (2, 5) else ""


def currency(code: str) -> str:
    """The money of an ISO 4217 code, in the plural; "" for a code we do not know."""
    return CURRENCIES.get(code.upper(), "")
