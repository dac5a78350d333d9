"""What a job pays in a year: by the trade and rank that its title tells, and by the country where it is done."""

from __future__ import annotations

import re
from functools import lru_cache

from toolgraph.ids import rng_for
from toolgraph.world.places import Place

# Thousands of euros a year in western Europe, by words of a title; the first line that has one of them.
_TRADES = """
110: surgeon
88: doctor physician pilot
80: dentist professor lawyer
66: architect machine
60: engineer administrator developer devops scientist software platform security
56: data product tester construction
54: pharmacist controller accountant auditor
52: chemist laboratory lecturer project marketing sales it
48: designer analyst ux design hr finance purchasing account
46: teacher year school
44: research logistics planner
42: midwife nurse therapist physiotherapist paramedic electrician technician office
41: journalist editor reporter estate letting social event
38: librarian bookkeeper photographer photo dispatcher plumber mechanic translator
36: chef pastry welder carpenter butcher
33: guide library fitness yoga sports warehouse driver baker cook gardener
30: customer farm ground ramp baggage herd greenhouse forklift courier carer receptionist hairdresser guard
27: shop picker packer waiter waitress barista bartender housekeeper cleaner cashier
"""
_PAID = tuple(
    (int(pay), frozenset(words.split())) for line in _TRADES.strip().splitlines() for pay, words in [line.split(": ")]
)
_ANY = 42
_RANKS = (
    ("intern", 0.5), ("internship", 0.5), ("trainee", 0.5), ("apprentice", 0.45), ("junior", 0.82), ("graduate", 0.8),
    ("assistant", 0.82), ("senior", 1.25), ("deputy", 1.08), ("lead", 1.3), ("manager", 1.25), ("head", 1.45),
    ("director", 1.75), ("chief", 2.0),
)  # fmt: skip
# How many times as much is paid in a country; what lies elsewhere pays a third.
_COUNTRIES = """
CH 1.8, US 1.6, DK 1.3, NO 1.25, IS 1.2, AU 1.2, IE 1.15, SG 1.1, NL 1.05, DE 1.05, CA 1.05, SE 1.0, FI 1.0, AT 1.0,
BE 1.0, GB 1.0, LU 1.3, NZ 1.0, IL 1.0, HK 1.0, FR 0.92, AE 0.9, QA 0.9, JP 0.75, KR 0.75, IT 0.72, ES 0.68, SA 0.8,
KW 0.8, TW 0.6, SI 0.6, PT 0.52, CZ 0.5, PL 0.48, EE 0.5, GR 0.46, HR 0.45, LT 0.48, LV 0.45, SK 0.45, CN 0.45,
HU 0.42, UY 0.4, RO 0.4, CL 0.4, ZA 0.38, TR 0.35, BG 0.35, CR 0.35, MX 0.33, MY 0.32, BR 0.32, PE 0.28, TH 0.28,
AR 0.28, CO 0.26, UA 0.25, MA 0.22, IN 0.2, ID 0.2, VN 0.2, PH 0.2, KE 0.2, GH 0.18, NG 0.16, EG 0.16, LK 0.15,
BD 0.14, PK 0.14, TZ 0.15, UG 0.15
"""
_TIMES = {code: float(times) for code, times in (each.split() for each in _COUNTRIES.replace("\n", " ").split(","))}
_ELSEWHERE = 0.34
_SENIOR_MANAGER = 1.22
_WORD = re.compile(r"[a-z]+")
_A_YEAR_MORE, _MOST_YEARS, _AVERAGE_YEARS = 0.015, 20, 7


@lru_cache(maxsize=5000)
def yearly_pay(title: str, country: str) -> float:
    """About how many euros a year a job of a title pays in a country."""
    said = frozenset(_WORD.findall(title.lower()))
    trade = next((pay for pay, words in _PAID if words & said), _ANY)
    trained = said - {"assistant"} if not title.lower().startswith("assistant") else said  # a shop assistant is no less
    rank = next((times for word, times in _RANKS if word in trained), 1.0)
    rank *= _SENIOR_MANAGER if "senior" in trained and "manager" in trained else 1.0
    return trade * 1000 * rank * _TIMES.get(country, _ELSEWHERE)


def pay_span(title: str, place: Place, years: int | None = None) -> tuple[float, float, float]:
    """The lowest, usual and highest pay of a job in a town, in euros, for so many years of experience.

    A town pays the same for one job whenever it is asked, and a little more or less than others of its country.
    """
    rng = rng_for(0, "pay", f"{title.lower()}@{place.city}")
    usual = yearly_pay(title, place.country.code) * rng.uniform(0.96, 1.06)
    if years is not None:
        usual *= 1 + (min(years, _MOST_YEARS) - _AVERAGE_YEARS) * _A_YEAR_MORE
    return usual * rng.uniform(0.8, 0.84), usual, usual * rng.uniform(1.24, 1.3)
