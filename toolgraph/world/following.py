"""What values of an object follow from those beside them: how bad the air is, what traffic costs, the best hour."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import timedelta

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.advance import of_advance, tells_advance
from toolgraph.world.apparent import of_how_it_feels, tells_how_it_feels
from toolgraph.world.appliances import of_a_machine, of_a_thermostat, tells_power, tells_warmth
from toolgraph.world.asked import moment_of
from toolgraph.world.attached import of_a_mail, tells_mail
from toolgraph.world.banking import of_a_balance, of_a_limit, tells_balance, tells_limit
from toolgraph.world.bookings import of_a_booking, tells_booking
from toolgraph.world.candidacies import of_an_application, tells_application
from toolgraph.world.careers import of_a_cv, tells_cv
from toolgraph.world.changelogs import lists_work, of_changes, of_milestones
from toolgraph.world.codebases import of_a_codebase, tells_codebase
from toolgraph.world.curriculum import of_a_course, tells_course
from toolgraph.world.figures import choose, figures, own_leaves, put, rows_of
from toolgraph.world.forecasts import of_a_forecast, tells_forecast
from toolgraph.world.freeslots import of_the_first_free, tells_first
from toolgraph.world.fullnames import of_somebody, tells_parts
from toolgraph.world.goods import of_a_product, tells_goods
from toolgraph.world.health import (
    of_a_medicine,
    of_food,
    of_measured_values,
    tells_dosage,
    tells_food,
    tells_ranges,
)
from toolgraph.world.homes import of_what_answers, tells_answer
from toolgraph.world.hourly import of_the_hour, tells_hours
from toolgraph.world.itineraries import of_a_train, of_an_itinerary, tells_itinerary, tells_train
from toolgraph.world.joblogs import of_a_log, tells_log
from toolgraph.world.journeys import of_what_is_added, of_what_is_late, tells_added, tells_delay
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.mealtimes import of_a_days_meals, tells_meals
from toolgraph.world.memory import Record
from toolgraph.world.nearby import of_nearby, tells_nearby
from toolgraph.world.onecurrency import of_its_rows, tells_currency
from toolgraph.world.ontheway import of_the_incidents, of_the_steps, tells_incidents, tells_steps
from toolgraph.world.owed import of_a_payee, of_what_is_owed, tells_owed, tells_payee
from toolgraph.world.panels import of_a_report, tells_odd
from toolgraph.world.practice import of_a_doctor, tells_doctor
from toolgraph.world.recipes import of_a_recipe, tells_recipe
from toolgraph.world.releases import lists_releases, of_a_release, of_releases, tells_release
from toolgraph.world.reports import of_its_sensor, tells_report
from toolgraph.world.reviews import WRITTEN
from toolgraph.world.runs import of_a_run, tells_run
from toolgraph.world.seating import of_a_seat, tells_seat
from toolgraph.world.shape import Part
from toolgraph.world.shares import of_quote, of_shares, tells_quote, tells_shares
from toolgraph.world.speakers import of_speakers, tells_tongues
from toolgraph.world.stages import of_its_stage, tells_chance
from toolgraph.world.stops import of_what_is_near, tells_walks
from toolgraph.world.suiting import of_what_suits, tells_why
from toolgraph.world.syllabus import of_round_length, tells_length
from toolgraph.world.tagging import of_its_labels, tells_labels
from toolgraph.world.tracked import of_its_way, tells_way
from toolgraph.world.usage import of_those_that_use_most, tells_use
from toolgraph.world.vacancies import of_a_vacancy, tells_vacancy
from toolgraph.world.variants import of_a_warranty, of_variants, tells_variants, tells_warranty
from toolgraph.world.visas import of_a_visa, tells_visa
from toolgraph.world.workdays import of_working_days, tells_working_day

_Rule = Callable[[Part, JsonObject, Record, Collection[str]], None]
# Up to which index each grade of the air reaches, and how it is called.
_AIR = (
    (50, "good excellent very_good low green"), (100, "moderate fair satisfactory acceptable medium yellow"),
    (150, "poor sensitive unhealthy_for_sensitive_groups usg orange"), (200, "unhealthy bad high red"),
    (300, "very_unhealthy very_poor very_high very_bad purple"),
    (500, "hazardous extremely_poor severe extreme dangerous maroon"),
)  # fmt: skip
_GRADES = frozenset("category level quality rating status grade".split())
# How much fine dust is in the air of an index, in micrograms a cubic metre.
_DUST = ((50.0, 12.0), (100.0, 35.0), (150.0, 55.0), (200.0, 150.0), (300.0, 250.0), (500.0, 500.0))
_FINE_DUST = frozenset(("pm25", "pm2"))
_ADVICE = frozenset("advice recommendation guidance tip".split())
# Words of what is said of air of each grade; the last is for all that is worse.
_SAID_OF_AIR = (
    ("fine", "enjoy", "ideal", "no risk", "good"), ("fine", "window", "unusually", "acceptable"),
    ("sensitive", "window", "children"), ("everybody", "everyone", "avoid", "mask"),
)  # fmt: skip
# Between how many minutes one is late, by how heavy the traffic is.
_TRAFFIC = (
    ("free", (0, 1)), ("clear", (0, 1)), ("light", (1, 3)), ("low", (1, 3)), ("moderate", (3, 6)), ("medium", (3, 6)),
    ("heavy", (6, 12)), ("high", (6, 12)), ("severe", (10, 18)), ("standstill", (14, 22)), ("jam", (14, 22)),
)  # fmt: skip
_TRAFFIC_LEVELS = frozenset("level traffic congestion severity intensity".split())
_BEST = frozenset("cheapest lowest best cheap coolest quietest least".split())
_WORST = frozenset("dearest highest expensive worst hottest busiest most peak".split())
_TIMES = ("hour", "time", "day", "date", "at", "slot")
_WELL = frozenset(("merged", "deployed", "released", "completed"))
_OVER = _WELL | {"closed", "declined", "abandoned"}
_CHECKS = frozenset("pipeline build check ci test workflow".split())
_PASSED = frozenset("passed success succeeded successful green ok".split())
_OPENING = frozenset("open opens opening close closes closing".split())
_WEEKDAYS = ("weekday", "day of week", "day week", "day")
_MOST_DAYS = 5


def follow(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let values of an object be what others beside them make them, in place.

    Args:
        kept: Keys of the facts that stay as they are.
    """
    for rule in part.seen(_rules):
        rule(part, out, record, kept)


def _rules(part: Part) -> list[_Rule]:
    """The rules that could speak of an object at all; most objects have none."""
    return [rule for rule, has in _ALL if has(part)]


def _of_the_air(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let the grade of the air, its fine dust and what to do be those of its index: 26 is good."""
    index = next((n for n in figures(part, out) if _is_air_index(n.leaf)), None)
    grade = next(((n, x) for n, x in own_leaves(part) if x.maker == "choice" and _GRADES & set(x.tokens[-1:])), None)
    if index is None or grade is None or grade[1].key in kept:
        return
    known = [(n, c) for c in grade[1].schema.get("enum", ()) if (n := _rank_of(str(c))) is not None]
    if not known:
        return
    nth = next((n for n, (top, _) in enumerate(_AIR) if index.value <= top), len(_AIR) - 1)
    choose(out, record, *grade, min(known, key=lambda each: (abs(each[0] - nth), each[0]))[1])
    dust = next((n for n in figures(part, out) if _FINE_DUST & {"".join(n.leaf.tokens), *n.leaf.tokens}), None)
    if dust is not None and dust.leaf.key not in kept:
        put(out, record, dust, round(_fine_dust(index.value), 1))
    advice = next(((n, x) for n, x in own_leaves(part) if _ADVICE & set(x.tokens)), None)
    if advice is not None and advice[1].key not in kept:
        words = _SAID_OF_AIR[min(nth, len(_SAID_OF_AIR) - 1)]
        fit = [e for e in advice[1].schema.get("examples", ()) if any(word in str(e).lower() for word in words)]
        if fit and out.get(advice[0]) not in fit:
            choose(out, record, *advice, record.scene.rng.choice(fit))


def _is_air_index(leaf: LeafPlan) -> bool:
    return "aqi" in leaf.tokens or (leaf.key == "index" and "air quality" in leaf.text)


def _rank_of(grade: str) -> int | None:
    """How bad the air is that is called so; None for a word of something else."""
    said = grade.lower().replace(" ", "_").replace("-", "_")
    return next((n for n, (_, words) in enumerate(_AIR) if said in words.split()), None)


def _fine_dust(index: float) -> float:
    """Micrograms of fine dust in a cubic metre of air of an index."""
    before = (0.0, 0.0)
    for point in _DUST:
        if index <= point[0]:
            return before[1] + (point[1] - before[1]) * (index - before[0]) / (point[0] - before[0])
        before = point
    return before[1]


def _of_the_traffic(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let one lose no more time than the traffic that is told beside it costs: little where it is light."""
    delay = next((n for n in figures(part, out) if "delay" in n.leaf.tokens), None)
    heavy = next(((n, x) for n, x in own_leaves(part) if x.maker == "choice" and _TRAFFIC_LEVELS & set(x.tokens)), None)
    if delay is None or heavy is None or delay.leaf.key in kept:
        return
    span = next((span for word, span in _TRAFFIC if word in str(out.get(heavy[0])).lower()), None)
    if span is not None and not span[0] <= delay.value <= span[1]:
        put(out, record, delay, span[0] + delay.value % (span[1] - span[0] + 1))


def _of_the_best(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let the cheapest hour be the one of those listed beside it that costs least."""
    for name, leaf in own_leaves(part):
        least = bool(_BEST & set(leaf.tokens))
        if not least and not _WORST & set(leaf.tokens):
            continue
        if leaf.tokens[-1] not in _TIMES or leaf.type != "string" or leaf.key in kept:
            continue
        for listed, inner in part.props:
            rows, look = out.get(listed), inner.item.seen(_timed_number) if inner.item is not None else None
            told = [(row[look[1]], row[look[0]]) for row in rows if {*look} <= row.keys()] if rows and look else []
            if told:
                best = (min if least else max)(told, key=lambda each: each[0])
                _tell_time(out, record, name, leaf, best[1])


def _timed_number(item: Part) -> tuple[str, str] | None:
    """The names of the time and of the only number that a row tells; None for a row that tells others."""
    times = [n for n, x in own_leaves(item) if x.maker in ("date", "datetime", "time")]
    numbers = [n for n, x in own_leaves(item) if x.type in ("number", "integer")]
    return (times[0], numbers[0]) if times and len(numbers) == 1 else None


def _tell_time(out: JsonObject, record: Record, name: str, leaf: LeafPlan, told: JsonValue) -> None:
    """Tell when that is, in the form that a leaf has: whole, as an hour of the day, or as a day."""
    moment = moment_of(told)
    forms = [told] if moment is None else [told, f"{moment:%H:%M}", moment.date().isoformat()]
    shown = [len(str(each)) for each in leaf.schema.get("examples", ())]
    form = next((form for form in forms if leaf.check(form) and (not shown or len(str(form)) in shown)), None)
    if form is not None:
        choose(out, record, name, leaf, form)


def _of_what_is_over(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let nothing run any more on what is merged or done, and let nobody merge it once more."""
    state = str(record.facts.get("state", record.facts.get("status", ""))).lower()
    for name, leaf in own_leaves(part) if state in _OVER else ():
        if leaf.key in kept or name not in out:
            continue
        if leaf.maker == "choice" and len(leaf.tokens) > 1 and not _CHECKS.isdisjoint(leaf.tokens):
            passed = next((c for c in leaf.schema.get("enum", ()) if str(c).lower() in _PASSED), None)
            if passed is not None and state in _WELL:
                choose(out, record, name, leaf, passed)
        elif leaf.maker == "flag" and "mergeable" in leaf.tokens:
            choose(out, record, name, leaf, False)


def _of_a_week(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let a place open and close at the same hours each day of the week, as most do."""
    del kept
    for name, inner in part.props:
        times = inner.item.seen(_hours_of_day) if inner.item is not None and inner.kind == "list" else []
        rows, records = rows_of(name, inner, out, record)
        if not times or not isinstance(rows, list) or not _MOST_DAYS <= len(rows) == len(records):
            continue
        first = {n: rows[0].get(n) for n, _ in times}
        for row, each in zip(rows[1:], records[1:], strict=True):
            for n, leaf in times:
                if n in row and first[n] is not None:
                    row[n] = each.facts[leaf.key] = first[n]


def _hours_of_day(item: Part) -> list[tuple[str, LeafPlan]]:
    """The times that each day of a week has; [] for rows of anything else."""
    days = any(leaf.key in _WEEKDAYS for _, leaf in own_leaves(item))
    return [(n, x) for n, x in own_leaves(item) if _OPENING & set(x.tokens) and x.type == "string"] if days else []


def _of_month_after_month(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let a month open with what the one before it closed with."""
    del kept
    for name, inner in part.props:
        look = inner.item.seen(_open_and_close) if inner.item is not None else None
        rows, records = rows_of(name, inner, out, record)
        if look is None or not isinstance(rows, list) or len(rows) != len(records):
            continue
        start, end, opening, closing = look
        by_end = {str(row.get(end[0])): (row, each) for row, each in zip(rows, records, strict=True)}
        for row, each in sorted(zip(rows, records, strict=True), key=lambda pair: str(pair[0].get(start[0]))):
            first = moment_of(row.get(start[0]))
            before = by_end.get((first - timedelta(days=1)).date().isoformat()) if first is not None else None
            if before is not None and _CHAINED not in each.facts:
                told = before[0].get(closing[0])
                if opening[1].check(told):
                    row[opening[0]] = each.facts[opening[1].key] = told
            each.facts[_CHAINED] = True


# Among the facts: with what a month opens is settled.
_CHAINED = "#chained"
_Named = tuple[str, LeafPlan]


def _open_and_close(item: Part) -> tuple[_Named, _Named, _Named, _Named] | None:
    """The first and last day of a month and what it opens and closes with; None for rows of anything else."""
    dates = [(n, x) for n, x in own_leaves(item) if x.maker == "date"]
    money = [(n, x) for n, x in own_leaves(item) if x.type == "number" and "balance" in x.tokens]
    wanted = [(dates, ("start", "from")), (dates, ("end", "to")), (money, ("opening",)), (money, ("closing",))]
    found = [next((each for each in of if set(words) & set(each[1].tokens)), None) for of, words in wanted]
    start, end, opening, closing = found
    if start is None or end is None or opening is None or closing is None:
        return None
    return start, end, opening, closing


def _of_those_who_rated(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let those who rate a thing not all rate it alike: some a little above its average, and as many below."""
    del kept
    for name, inner in part.props:
        look = inner.item.seen(_rated) if inner.item is not None and inner.mean is not None else None
        rows, records = rows_of(name, inner, out, record)
        if look is None or not isinstance(rows, list) or not _MOST_DAYS - 2 <= len(rows) == len(records):
            continue
        field, leaf = look
        told = {row.get(field) for row in rows}
        mean = next(iter(told))
        if len(told) > 1 or not isinstance(mean, (int, float)) or any(_SPREAD in each.facts for each in records):
            continue
        top, low = float(leaf.schema.get("maximum", mean)), float(leaf.schema.get("minimum", 0))
        far = _NEAR if any(WRITTEN in each.facts for each in records) else _FAR  # what they have written stays so
        away = min(top - mean, mean - low, far * top)
        step = int(away >= 1) if leaf.type == "integer" else round(away, 1)
        for n, (row, each) in enumerate(zip(rows, records, strict=True)):
            last = n == len(rows) - 1 and n % 2 == 0
            choose(row, each, field, leaf, mean if last else round(mean + (step if n % 2 == 0 else -step), 1))
            each.facts[_SPREAD] = True


# How far from the average they rate it, as a share of the best.
_NEAR, _FAR = 0.03, 0.12
# Among the facts: how it was rated is settled.
_SPREAD = "#spread"


def _rated(item: Part) -> tuple[str, LeafPlan] | None:
    return next(((n, x) for n, x in own_leaves(item) if x.maker == "rating"), None)


def _of_its_length(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let a single have no more tracks than singles have."""
    tracks = next((n for n in figures(part, out) if {"track", "song"} & set(n.leaf.tokens)), None)
    kinds = [str(out.get(name)).lower() for name, leaf in own_leaves(part) if leaf.maker == "choice"]
    span = next((_TRACKS[kind] for kind in kinds if kind in _TRACKS), None)
    if tracks is not None and span is not None and tracks.leaf.key not in kept:
        low, high = span
        put(out, record, tracks, low + tracks.value % (high - low + 1))


_TRACKS = {"single": (1, 3), "ep": (4, 6)}


def _has_leaf(look: Callable[[LeafPlan], bool]) -> Callable[[Part], bool]:
    return lambda part: any(look(leaf) for _, leaf in own_leaves(part))


def _has_list(look: Callable[[Part], bool]) -> Callable[[Part], bool]:
    return lambda part: any(inner.kind == "list" and inner.item is not None and look(inner) for _, inner in part.props)


_ALL: tuple[tuple[_Rule, Callable[[Part], bool]], ...] = (
    (_of_the_air, _has_leaf(_is_air_index)),
    (_of_the_traffic, _has_leaf(lambda leaf: "delay" in leaf.tokens)),
    (of_the_hour, tells_hours),
    (_of_the_best, _has_leaf(lambda leaf: bool((_BEST | _WORST) & set(leaf.tokens)) and leaf.type == "string")),
    (_of_what_is_over, _has_leaf(lambda leaf: "mergeable" in leaf.tokens or not _CHECKS.isdisjoint(leaf.tokens))),
    (_of_a_week, _has_list(lambda inner: inner.item is not None and bool(_hours_of_day(inner.item)))),
    (_of_month_after_month, _has_list(lambda inner: bool(inner.item and _open_and_close(inner.item)))),
    (_of_those_who_rated, _has_list(lambda inner: inner.item is not None and inner.item.seen(_rated) is not None)),
    (of_its_stage, tells_chance),
    (of_a_mail, tells_mail),
    (of_speakers, tells_tongues),
    (of_its_rows, tells_currency),
    (_of_its_length, _has_leaf(lambda leaf: bool({"track", "song"} & set(leaf.tokens)) and leaf.type == "integer")),
    (of_what_answers, tells_answer),
    (of_somebody, tells_parts),
    (of_a_machine, tells_power),
    (of_a_thermostat, tells_warmth),
    (of_its_way, tells_way),
    (of_a_balance, tells_balance),
    (of_a_limit, tells_limit),
    (of_a_booking, tells_booking),
    (of_a_payee, tells_payee),
    (of_what_is_owed, tells_owed),
    (of_a_product, tells_goods),
    (of_variants, tells_variants),
    (of_a_warranty, tells_warranty),
    (of_an_application, tells_application),
    (of_its_sensor, tells_report),
    (of_a_vacancy, tells_vacancy),
    (of_what_suits, tells_why),
    (of_a_seat, tells_seat),
    (of_a_codebase, tells_codebase),
    (of_a_run, tells_run),
    (of_its_labels, tells_labels),
    (of_a_cv, tells_cv),
    (of_a_log, tells_log),
    (of_a_release, tells_release),
    (of_releases, lists_releases),
    (of_changes, lists_work),
    (of_milestones, lists_work),
    (of_a_visa, tells_visa),
    (of_what_is_added, tells_added),
    (of_what_is_late, tells_delay),
    (of_a_forecast, tells_forecast),
    (of_what_is_near, tells_walks),
    (of_nearby, tells_nearby),
    (of_an_itinerary, tells_itinerary),
    (of_a_train, tells_train),
    (of_the_steps, tells_steps),
    (of_the_incidents, tells_incidents),
    (of_working_days, tells_working_day),
    (of_shares, tells_shares),
    (of_quote, tells_quote),
    (of_how_it_feels, tells_how_it_feels),
    (of_food, tells_food),
    (of_a_recipe, tells_recipe),
    (of_a_medicine, tells_dosage),
    (of_measured_values, tells_ranges),
    (of_a_report, tells_odd),
    (of_the_first_free, tells_first),
    (of_a_doctor, tells_doctor),
    (of_a_course, tells_course),
    (of_round_length, tells_length),
    (of_a_days_meals, tells_meals),
    (of_advance, tells_advance),
    (of_those_that_use_most, _has_list(tells_use)),
)
