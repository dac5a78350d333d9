"""The circumstances of one record: where, who, when. Drawn when first asked for, so that they agree with each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from random import Random
from zoneinfo import ZoneInfo

from toolgraph.meaning.text import PERSON_WORDS
from toolgraph.world import months, travel
from toolgraph.world.base import Setting
from toolgraph.world.lexicon import COMPANY_TAILS, STEMS
from toolgraph.world.meals import meal_of
from toolgraph.world.people import Name, email_of, name_of, phone_of, some_name, username_of
from toolgraph.world.places import OF_ONES_LAND, Country, Place, any_place, called, in_land_of

# Things that lie ahead when somebody looks at them.
AHEAD = frozenset(
    "flight train bus concert show showtime event appointment booking reservation hotel room trip offer seat departure "
    "meeting slot availability class course session forecast alert task reminder bill stay rental car ticket ride "
    "schedule shift match game delivery shipment subscription time free hour option".split()
)
# Roles in which the user takes part in their own records.
OWN_ROLES = frozenset("holder owner customer account cardholder passenger lead my own contact guest user buyer".split())
# ... and in what they have just made.
MAKER_ROLES = frozenset("organizer sender author creator owner requester host from".split())
# What one looks for where one is, and what one pays there.
_WHERE_ONE_IS = frozenset("room desk parking locker payee bill transaction order".split())
# What comes to the user.
_RECEIVED = frozenset("address order parcel shipment delivery".split())
# Things that lead from one place to another, and things that happen away from home.
JOURNEYS = frozenset("flight train bus ride transfer route direction shipment alert departure transit".split())
_PLACED = JOURNEYS | frozenset("hotel room concert venue restaurant showtime cinema stay car rental".split())
# Names of what tells a means of travel or a sport.
MODES = ("mode", "travel mode", "transport mode", "sport", "activity type", "transport")
# Of the journeys those whose way and time follow from their two ends.
ROUTES = frozenset("train bus ride route direction transit".split())
# Of what is said how often it stops on its way, and by which names.
AIRBORNE = ("flight", "offer", "itinerary")
STOPS = ("stop", "stop count", "number of stop", "number stop", "layover", "layover count")
# What is of one whole month, and comes each month.
MONTHLY = frozenset("statement payslip".split())
AWAY = frozenset("trip booking hotel reservation".split())
# Days until such a thing takes place, where most things take two days to two months.
_LEADS_DAYS = {
    "alert": (0, 3), "slot": (1, 14), "availability": (1, 14), "showtime": (0, 7), "delivery": (1, 8),
    "shipment": (1, 8), "task": (1, 14), "reminder": (0, 7), "departure": (0, 1), "ride": (0, 2), "forecast": (0, 5),
    "shift": (1, 10), "refill": (1, 3),
    "time": (0, 1), "bill": (3, 30), "match": (1, 14), "class": (1, 14), "warning": (0, 3), "bus": (0, 2),
}  # fmt: skip
# What is written shortly before it is seen.
_LATELY = frozenset("alert warning notification forecast".split())
# When such things begin, by the clock of their place.
_HOURS = {
    "concert": (18, 21), "show": (17, 21), "showtime": (13, 21), "cinema": (13, 21), "restaurant": (18, 20),
    "meeting": (9, 16), "appointment": (8, 16), "slot": (9, 17), "interview": (9, 16), "delivery": (8, 18),
    "shift": (6, 14), "time": (8, 17),
}  # fmt: skip
_LEAD_DAYS = (2, 60)
# Of how many places the nearest is where a way over land ends.
_NEAR_OF = 12
# What people do while they are at work.
_AT_WORK = frozenset("slot meeting appointment interview".split())
_WEEKEND = (5, 6)
_LENGTHS_MIN = {
    "flight": (75, 720), "train": (50, 380), "concert": (100, 180), "event": (30, 120), "meeting": (30, 60),
    "showtime": (95, 160), "slot": (30, 60), "appointment": (20, 60), "trip": (2880, 12_000), "booking": (1440, 10_000),
    "alert": (180, 1500), "stay": (1440, 10_000), "rental": (1440, 10_000),
    "campaign": (10_000, 40_000), "sprint": (20_100, 20_200), "conference": (1440, 5000), "festival": (1440, 5000),
    "workout": (20, 90), "activity": (20, 90),
}  # fmt: skip


@lru_cache(maxsize=500)
def zone(name: str) -> ZoneInfo:
    """A time zone by its IANA name."""
    return ZoneInfo(name)


@dataclass(slots=True)
class Scene:
    """What the leaves of one record share.

    Attributes:
        noun: The thing the record is about, one word.
        place: Where it is or begins; None until drawn or told.
        to: Where it ends; None until drawn or told.
        own: It is the user's own thing, so that its holder is the user.
        day: The day it takes place; None until told.
        after: It takes place (took place) not before this; None when nothing is asked.
        before: Not after this.
        fresh: A call of this dialogue made it.
        zone: IANA name of the time zone that was asked for; "" when none was.
        mode: The means of travel or the sport, as the service calls it; "" until told or drawn.
        unit: The unit of length that a call asks for; "" for none.
        adding: The call in hand adds something to it, such as a review.
        called: Its name or title; "" until drawn or told.
        touched: When a call last changed it; None when none did.
        since: When the whole that it is a part of was made, for what is written no earlier; None for no part.
        is_first: It is the first part, made with the whole.
    """

    rng: Random
    setting: Setting
    noun: str = ""
    place: Place | None = None
    to: Place | None = None
    own: bool = False
    day: date | None = None
    after: date | None = None
    before: date | None = None
    touched: datetime | None = None
    fresh: bool = False
    called: str = ""
    zone: str = ""
    mode: str = ""
    unit: str = ""
    adding: bool = False
    since: datetime | None = None
    is_first: bool = False
    _straight_km: float = 0.0
    _start: datetime | None = None
    _length_min: int = 0
    _stops: int = 0
    _stop_min: int = -1
    _people: dict[str, Name] = field(default_factory=dict)
    _mails: dict[str, str] = field(default_factory=dict)
    _phones: dict[str, str] = field(default_factory=dict)
    _company: str = ""
    _ago: timedelta | None = None

    def where(self, role: str = "") -> Place:
        """The place in a role: `to` is the other end of a journey."""
        if role == "to" and (self.to is not None or self.noun in JOURNEYS):
            if self.to is None:
                self.to = self.another_end()
            return self.to
        if self.place is None:
            self.place = self._home()
        return self.place

    def another_end(self) -> Place:
        """Somewhere else to go to: over land to one of the nearer places."""
        if self.noun not in ROUTES:
            return any_place(self.rng)
        here = self.where()
        found = [place for _ in range(_NEAR_OF) if (place := any_place(self.rng)).city != here.city]
        return min(found, key=lambda place: travel.distance_km(here, place), default=here)

    def _home(self) -> Place:
        person, noun = self.setting.person, self.noun
        if person is not None and noun in OF_ONES_LAND:
            return in_land_of(person.city, self.rng)
        near = person and noun not in AWAY and (self.own or noun in _WHERE_ONE_IS or self.rng.random() < 0.5)
        return called(person.city, self.rng) if near and person else any_place(self.rng)

    def settle(self, *, at_home: bool) -> None:
        """Be somewhere from now on: where the user lives, if that is wanted and nothing has told a place yet."""
        if at_home and self.setting.person is not None and self._is_nowhere:
            self.place = called(self.setting.person.city, self.rng)
        self.where()

    def another(self) -> Scene:
        """The circumstances of a further thing in the same place, drawn from the same source."""
        out = Scene(self.rng, self.setting, self.noun, self.place, zone=self.zone)
        out.day, out.after, out.before, out.mode = self.day, self.after, self.before, self.mode
        return out

    @property
    def country(self) -> Country:
        """The country of the place."""
        return self.where().country

    def person(self, role: str = "") -> Name:
        """The person in a role; the same each time."""
        if role not in self._people:
            self._people[role] = self._somebody(role)
        return self._people[role]

    def _somebody(self, role: str) -> Name:
        user = self.setting.person
        made = self.touched is not None and role in MAKER_ROLES
        receives = role == "recipient" and self.noun in _RECEIVED
        if user is not None and (made or (self.own and (not role or receives or role in OWN_ROLES))):
            return name_of(user.name)
        there = self.rng.random() < 0.7 or self.noun in PERSON_WORDS  # whose papers and telephone are of there
        locale = self.country.locale if there else self.setting.locale
        return some_name(self.rng, locale)

    def knows(self, role: str) -> bool:
        """Whether somebody is known in a role already."""
        return role in self._people

    def is_company(self, name: str) -> None:
        """Take the company's name as told."""
        self._company = name

    @property
    def company_told(self) -> str:
        """The company that something of the record speaks of; "" while nothing does."""
        return self._company

    def follows(self, other: Scene) -> None:
        """Take place where and when another thing does, such as a booking with its flight."""
        self.place = self.place or other.where()
        self.to = self.to or other.to
        if self._start is None and self.day is None:
            self._start = other.start
            self.lasts(other.length_min)

    def is_person(self, name: Name, role: str = "") -> None:
        """Take somebody's name as told."""
        self._people[role] = name

    def email(self, role: str = "") -> str:
        """The e-mail address of the person in a role."""
        if role not in self._mails:
            user, name = self.setting.person, self.person(role)
            own = user is not None and name.full == user.name
            self._mails[role] = user.email if own and user else email_of(name, self.rng)
        return self._mails[role]

    def phone(self, role: str = "") -> str:
        """The telephone number of the person in a role."""
        if role not in self._phones:
            user = self.setting.person
            own = user is not None and self.person(role).full == user.name
            self._phones[role] = user.phone if own and user else phone_of(self.country, self.rng, self.where().city)
        return self._phones[role]

    def username(self, role: str = "") -> str:
        """A user name of the person in a role."""
        return username_of(self.person(role))

    @property
    def company(self) -> str:
        """The company of the record."""
        if not self._company:
            stem, tail = self.rng.choice(STEMS), self.rng.choice(COMPANY_TAILS)
            self._company = f"{stem} {tail}"
        return self._company

    @property
    def ahead(self) -> bool:
        """Whether the record's own time lies in the future."""
        return self.noun in AHEAD

    @property
    def is_timed(self) -> bool:
        """Whether it is settled when it takes place."""
        return self._start is not None

    @property
    def start(self) -> datetime:
        """When it takes place (or took place), with the offset of its place."""
        if self._start is None:
            day = self._some_day()
            hour, minute = (
                self.rng.randint(*(meal_of(self.called) or _HOURS.get(self.noun, (7, 20)))),
                self.rng.choice((0, 5, 10, 15, 20, 30, 40, 45, 50)),
            )
            self._start = datetime.combine(day, time(hour, minute), self._clock_there())
            free = self.day is None and (self.before is None or day < self.before)
            if self.ahead and free and self._start <= self.setting.clock and day >= self.setting.clock.date():
                self._start += timedelta(days=1)  # nothing is offered for this morning
        return self._start

    @property
    def zone_there(self) -> ZoneInfo:
        """The time zone that was asked for, else that of the place."""
        return zone(self.zone or self.where().timezone)

    def zone_name(self, role: str = "") -> str:
        """IANA name of the time zone of the place in a role; where nothing tells a place, of where the user lives."""
        person = self.setting.person
        if role or person is None or not self._is_nowhere:
            return self.where(role).timezone
        return called(person.city, self.rng).timezone

    @property
    def _is_nowhere(self) -> bool:
        return self.place is None and self.to is None and self.noun not in _PLACED

    def _clock_there(self) -> tzinfo:
        """The time zone of the place; that of the user where nothing tells a place, as with a call or a lesson."""
        if self.zone:
            return zone(self.zone)
        here = self.setting.clock.tzinfo
        return here if self._is_nowhere and here is not None else zone(self.where().timezone)

    def _some_day(self) -> date:
        if self.day is not None:
            return self.day
        day = self._any_day()
        return self._working_day(day) if self.noun in _AT_WORK and day.weekday() in _WEEKEND else day

    def _working_day(self, day: date) -> date:
        """The Monday after a weekend, the Friday before where that is too late; the day itself where neither may be."""
        monday, friday = day + timedelta(days=7 - day.weekday()), day - timedelta(days=day.weekday() - 4)
        if self.before is None or monday <= self.before:
            return monday
        first = max(self.after or friday, self.setting.clock.date() if self.ahead else friday)
        return friday if friday >= first else day

    def _any_day(self) -> date:
        today = self.setting.clock.date()
        if self.noun in MONTHLY and self.before is None:
            return months.first_day(today, back=self.rng.randint(1, 2))
        if self.after is None and self.before is None:
            lead = self.rng.randint(*_LEADS_DAYS.get(self.noun, _LEAD_DAYS))
            days = lead if self.ahead or self.fresh else -self.rng.randint(1, 90)
            return today + timedelta(days=days)
        if self.after is not None and self.before is not None:
            return self.after + timedelta(days=self.rng.randint(0, max((self.before - self.after).days, 0)))
        if self.after is not None:
            last = 21 if self.ahead or self.after >= today else max((today - self.after).days - 1, 0)
            return self.after + timedelta(days=self.rng.randint(0, min(last, 21)))
        last_day = self.before or today
        first = max((last_day - today).days, 1) if self.ahead and last_day > today else 21
        return last_day - timedelta(days=self.rng.randint(0, min(first, 21)))

    def starts(self, moment: datetime) -> None:
        """Take the start as told."""
        self._start = moment if moment.tzinfo else moment.replace(tzinfo=zone(self.where().timezone))

    def moves(self, day: date) -> None:
        """Take place on another day, at the same time of day."""
        self.day = day
        if self._start is not None:
            self._start = datetime.combine(day, self._start.timetz())

    @property
    def length_min(self) -> int:
        """How long it lasts, in minutes."""
        if not self._length_min:
            low, high = _LENGTHS_MIN.get(self.noun, (30, 180))
            if self.noun == "flight":
                high = (low := travel.flight_minutes(self.straight_km)) + 40
            if self.noun in MONTHLY:
                high = (low := months.minutes_of(self.start)) + 1
            if self.noun in ROUTES:
                high = (low := travel.minutes(self.way_km, self.mode or self.noun)) + 1
            self._length_min = self.rng.randrange(low, high, 5)
        if self._stops and self._stop_min < 0:
            self._stop_min = self.rng.randrange(60, 150, 5)
        return self._length_min + self._stops * max(self._stop_min, 0)

    @property
    def straight_km(self) -> float:
        """How far it is to the other end as the crow flies; a few kilometres where both ends are one city."""
        if self._straight_km <= 0:
            self._straight_km = travel.distance_km(self.where(), self.where("to")) or self.rng.uniform(1.0, 9.0)
        return self._straight_km

    @property
    def way_km(self) -> float:
        """How far it is to the other end over land."""
        return travel.by_road_km(self.straight_km)

    def is_far(self, straight_km: float) -> None:
        """Take the distance of both ends as told."""
        self._straight_km = straight_km

    def stops(self, often: int, *, known: bool) -> None:
        """Take an hour or more longer for each stop on the way, unless it is known already how long it takes."""
        if not known:
            self._stops = often

    def lasts(self, minutes: int) -> None:
        """Take the length as told, in minutes."""
        self._length_min, self._stop_min = minutes, 0

    @property
    def end(self) -> datetime:
        """When it ends, with the offset of where it ends."""
        end = self.start + timedelta(minutes=self.length_min)
        return end.astimezone(zone(self.to.timezone) if self.to is not None else self._clock_there())

    def was_made(self, moment: datetime) -> None:
        """Take the time at which the record was written as told."""
        self._ago = self.setting.clock - moment

    @property
    def is_made(self) -> bool:
        """Whether it is settled when the record was written."""
        return self._ago is not None or self.fresh

    @property
    def made(self) -> datetime:
        """When the record was written: before the clock, UTC to the second."""
        if self.fresh and self._ago is None:
            self._ago = timedelta(0)
        elif self._ago is None and self.since is not None:
            self._ago = (self.setting.clock - self.since) * (1.0 if self.is_first else self.rng.random())
        elif self._ago is None:
            days = self.rng.randint(0, 1) if self.noun in _LATELY else self.rng.randint(1, 60)
            self._ago = timedelta(days=days, seconds=self.rng.randint(0, 86_399))
        return (self.setting.clock.astimezone(zone("UTC")) - self._ago).replace(microsecond=0)  # not by the wall
