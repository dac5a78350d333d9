"""What things are called by people, for the ids that stand in calls: gathered from every result of a plan."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from toolgraph.llm.offline.written import is_id, plain_text, words_of
from toolgraph.meaning.text import HOLLOW, singular
from toolgraph.models.base import JsonValue
from toolgraph.models.dialogue_plan import DialoguePlan

_TOLD_BY = (
    "full name",
    "display name",
    "title",
    "name",
    "subject",
    "label",
    "slug",
    "headline",
    "summary",
    "medicine",
    "model",
)
_DEPTH = 5


_PERSON_WORDS = frozenset("recipient to user person member attendee assignee login email mail".split())


def is_person(path: str) -> bool:
    """Whether an argument, by its name, is somebody: an address, a login, the id of a user."""
    return bool(set(words_of(path.rpartition(".")[2])) & _PERSON_WORDS)


def names_in(plan: DialoguePlan) -> dict[str, str]:
    """The name of each thing, by its id, where one result has both side by side."""
    out: dict[str, str] = {}
    for turn in plan.turns:
        for call in (c for step in turn.steps for c in step if c.ok):
            _gather(call.result, out, _DEPTH, "")
    return out


class Learned:
    """The names of the things in some results, by their ids: read out of them when somebody asks."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._unread: list[JsonValue] = []

    def add(self, results: Iterable[JsonValue]) -> None:
        """More results that tell names."""
        self._unread += results

    def get(self, thing: str) -> str:
        """What a thing is called; "" when nothing so far says so."""
        for result in self._unread:
            _gather(result, self._names, _DEPTH, "")
        self._unread.clear()
        return self._names.get(thing, "")


def renamed_in(plan: DialoguePlan) -> dict[str, dict[str, str]]:
    """For each call what things have been renamed to before it, by their ids; no entry where nothing has been yet."""
    out: dict[str, dict[str, str]] = {}
    renamed: dict[str, str] = {}
    for call in (c for turn in plan.turns for step in turn.steps for c in step if c.ok):
        if renamed:
            out[call.id] = dict(renamed)
        new = next((v for k, v in call.arguments.items() if words_of(k) in _NEW_NAMES and plain_text(v, 60)), None)
        ids = [str(v) for k, v in call.arguments.items() if is_id(k)]
        if isinstance(new, str) and ids:
            renamed[ids[0]] = new
    return out


_NEW_NAMES = (("new", "name"), ("new", "title"))


def _gather(node: JsonValue, out: dict[str, str], depth: int, around: str) -> None:
    if isinstance(node, list):
        for item in node[:8]:
            if isinstance(item, dict | list) and depth:
                _gather(item, out, depth - 1, around)
    elif isinstance(node, dict):
        _note(node, out, around)
        for key, value in node.items():
            if isinstance(value, dict | list) and depth:
                _gather(value, out, depth - 1, singular(words_of(key)[-1]))


def _note(record: dict[str, JsonValue], out: dict[str, str], around: str) -> None:
    """The record's first id goes with its own name, an id of another thing with the name of that thing beside it.

    Somebody's e-mail address goes with their name too.
    """
    if any(isinstance(v, str) and "@" in v for v in record.values()):
        _note_mails(record, out)
    ids = [k for k, v in record.items() if is_id(k) and isinstance(v, str | int) and not isinstance(v, bool)]
    if not ids:
        return
    labels = {_joined(k): v for k, v in record.items() if plain_text(v, 60)}
    for key in ids:
        about = " ".join(words_of(key)[:-1])
        beside = next(
            (labels[f"{about} {w}"] for w in ("name", "title", "slug") if about and f"{about} {w}" in labels), None
        )
        of_it = any(around.startswith(w) for w in about.split(" "))  # `cv` of the `cvs`
        others = about and (_comes_late(record, key) or (around and around not in HOLLOW and not of_it))
        own = next((labels[w] for w in _TOLD_BY if w in labels), None) if key == ids[0] and not others else None
        titled = [v for k, v in labels.items() if k.endswith(" title") and not k.startswith("job")]
        own = titled[0] if own is None and len(titled) == 1 and key == ids[0] and not others else own
        given, family = labels.get("given name"), labels.get("family name")
        if own is None and key == ids[0] and given and family:
            own = f"{given} {family}"
        marked = next((labels[f"{about} {w}"] for w in ("number", "code") if about and f"{about} {w}" in labels), None)
        name = beside or own or marked
        if isinstance(name, str):
            out.setdefault(str(record[key]), name)
            mail = record.get("email")
            if key == ids[0] and isinstance(mail, str):
                out.setdefault(mail, name)


@lru_cache(maxsize=8192)
def _joined(key: str) -> str:
    """The words of a name with a space between them."""
    return " ".join(words_of(key))


def _comes_late(record: dict[str, JsonValue], key: str) -> bool:
    """Whether an id stands behind the record's own name, as that of a milestone does in an issue."""
    before = [*record][: [*record].index(key)]
    return any(_joined(k) in _TOLD_BY for k in before)


def _note_mails(record: dict[str, JsonValue], out: dict[str, str]) -> None:
    """An address goes with the name beside it: `sender_email` with `sender_name`."""
    by_words = {_joined(k): v for k, v in record.items() if plain_text(v, 60)}
    for label, mail in by_words.items():
        about, _, last = label.rpartition(" ")
        name = by_words.get(f"{about} name") if last in ("email", "mail") and about else None
        if isinstance(mail, str) and isinstance(name, str):
            out.setdefault(mail, name)
