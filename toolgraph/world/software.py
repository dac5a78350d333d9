"""What is written of a piece of software is about what that does: no firmware has an invoice page."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonValue
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import SOUGHT, Record
from toolgraph.world.texts import kebab

_WHOLES = frozenset("repository repo codebase".split())
_WRITTEN = frozenset("issue request commit bug release".split())
_NAMES = ("repository slug", "slug", "full name", "name", "description")
# Among the facts of software without a name: a title of what is written of it.
ABOUT = "#about"
_MATTERS = {
    "accounts": "ledger bookkeeping accounting invoice invoices billing round rounding yen jpy currency decimals cent "
    "total totals payment payments payroll tax csv spreadsheet finance",
    "machines": "firmware motor motors homing robot robots arm axis gripper sensor drive",
    "pages": "site website web login page browser firefox safari css homepage welcome",
    "colours": "design token tokens palette theme icons",
    "forecasts": "forecast forecasts grid weather",
}
_BY_WORD = {word: matter for matter, told in _MATTERS.items() for word in words(told)}
# What can be said of any software.
_OF_ANY = {
    "issue": (
        "Tests fail now and then", "Build takes too long", "Error messages say too little",
        "Settings are lost after a restart", "Installation guide is out of date", "Start takes too long",
        "Log file grows without end", "Typo in the settings guide", "Wrong time zone in the log",
        "Update check blocks the start", "Names with accents are cut off", "Settings file is read twice",
    ),
    "request": (
        "Speed up the tests", "Update the dependencies", "Mend a test that fails now and then",
        "Say more in error messages", "Bring the guide up to date", "Remove dead code",
        "Check the settings at start", "Close files that were left open", "Test the installation, too",
    ),
    "commit": (
        "Update the changelog", "Handle empty lists", "Log failed requests", "Speed up start", "Remove dead code",
        "Add missing tests", "Check the settings at start", "Simplify the setup", "Close files that were left open",
    ),
}  # fmt: skip


# In which language a file is written, by how its name ends or by its whole name; all else is found in any codebase.
_BY_ENDING = {
    "py": "python", "js": "javascript typescript", "jsx": "javascript typescript", "ts": "typescript",
    "tsx": "typescript", "go": "go", "rs": "rust", "java": "java kotlin", "kt": "kotlin java", "c": "c c++ cpp",
    "h": "c c++ cpp", "cpp": "c++ cpp", "rb": "ruby", "php": "php", "cs": "c# csharp", "swift": "swift",
}  # fmt: skip
_BY_NAME = {
    "package.json": "javascript typescript", "tsconfig.json": "typescript", "go.mod": "go", "cargo.toml": "rust",
    "pyproject.toml": "python", "setup.py": "python", "requirements.txt": "python", "pom.xml": "java kotlin",
    "gemfile": "ruby", "composer.json": "php",
}  # fmt: skip
# What is proposed to be merged.
CHANGES = frozenset("request change review pull merge".split())
_BRANCH_WORDS = 5
_SMALL_WORDS = frozenset("a an the of in on by for and with own that now then".split())


def branch_called(title: str) -> str:
    """The branch of a change, as the first words of its title: no two changes come from one."""
    told = kebab(title.replace("'s", "")).split("-")
    return "-".join([word for word in told if word not in _SMALL_WORDS][:_BRANCH_WORDS])


def said_of_any(nouns: Iterable[str]) -> tuple[str, ...]:
    """Titles that a thing can have whatever the software does that it is of."""
    return next((titles for noun in nouns if (titles := _OF_ANY.get(noun))), ())


def can_be_of_any(title: str) -> bool:
    """Whether a title is one of ours that says nothing of what the software does."""
    return any(title in titles for titles in _OF_ANY.values())


@lru_cache(maxsize=10_000)
def suits_language(path: str, language: str) -> bool:
    """Whether a file can be in software that is written in a language; "" for one that nobody knows."""
    name = path.rpartition("/")[2].lower()
    told = _BY_NAME.get(name) or _BY_ENDING.get(name.rpartition(".")[2], "") if "." in name else _BY_NAME.get(name, "")
    return not told or not language or language.lower() in told.split()


def on_its_software(record: Record, leaf: LeafPlan, examples: Iterable[JsonValue]) -> list[JsonValue]:
    """Those of a spec's examples that are not about other software than a record's, and some that fit any."""
    out = list(examples)
    if record.head in _WHOLES and leaf.key in _NAMES and (about := matter_of(str(record.facts.get(ABOUT, "")))):
        return [e for e in out if matter_of(str(e)) == about] or [e for e in out if not matter_of(str(e))] or out
    if "branch" in (leaf.noun, *leaf.tokens[-1:]) and (whole := whole_of(record)) is not None:
        return [e for e in out if _fits(e, matter_of_whole(whole))] or out
    matter = _matter_around(record, leaf)
    if matter is None:
        return _found_there(record, leaf, out) if leaf.maker == "path" else out
    titled = leaf.maker == "title" or (leaf.noun == "commit" and leaf.key in ("message", "subject"))
    more = [name for name in _OF_ANY.get(leaf.noun, ()) if titled and leaf.check(name)]
    return [e for e in out if _fits(e, matter)] + more


def _found_there(record: Record, leaf: LeafPlan, paths: list[JsonValue]) -> list[JsonValue]:
    """Those of some paths that lead to files of the software that a record is of, and some that others like it have."""
    whole = next((r for r in record.wholes() if r.head in _WHOLES), None)
    if whole is None:
        return paths
    more = (*_FILES_OF.get(str(whole.facts.get("language", "")), ()), *_FILES_OF_ANY)
    return [p for p in (*paths, *(p for p in more if leaf.check(p))) if _may_lie_in(whole, p)] or paths


def _may_lie_in(whole: Record, path: JsonValue) -> bool:
    """Whether a file can be in a piece of software, going by what that does and in what it is written."""
    return _fits(path, matter_of_whole(whole)) and suits_language(str(path), str(whole.facts.get("language", "")))


_FILES_OF_ANY = ("CHANGELOG.md", "docs/contributing.md")
_FILES_OF = {
    "python": ("src/main.py", "tests/test_main.py", "pyproject.toml"), "go": ("main.go", "main_test.go"),
    "typescript": ("src/index.ts", "tests/index.test.ts", "tsconfig.json"), "rust": ("src/main.rs", "Cargo.toml"),
    "java": ("src/main/java/Main.java", "src/test/java/MainTest.java"), "c": ("src/main.c", "include/main.h"),
}  # fmt: skip


def could_be_of(record: Record, whole: Record) -> bool:
    """Whether what is written may be of a piece of software, going by what both are about."""
    return not any(k in whole.facts for k in (*_NAMES, ABOUT)) or is_about(record, whole) is not False


def is_about(record: Record, whole: Record) -> bool | None:
    """Whether a piece of software is known to be about what is written; None where that could be of any."""
    matter = matter_of_whole(record, _SAID_OF) if record.head in _WRITTEN and whole.head in _WHOLES else ""
    told = [v for k in (*_NAMES, ABOUT) if isinstance(v := whole.facts.get(k), str)]
    return any(matter_of(text) == matter for text in told) if matter else None


def tell_about(record: Record, whole: Record) -> None:
    """Let software that nobody has named yet be what is written of it is about."""
    if record.head in _WRITTEN and whole.head in _WHOLES and (about := _about(record)):
        whole.facts.setdefault(ABOUT, about)


_SAID_OF = (SOUGHT, "title")


def _about(record: Record) -> str:
    told = [text for k in _SAID_OF if isinstance(text := record.facts.get(k), str)]
    return next((text for text in told if matter_of(text)), next(iter(told), ""))


def fits_software(record: Record, leaf: LeafPlan, value: JsonValue) -> bool:
    """Whether a text may be written of the software that a record belongs to."""
    if leaf.maker == "path":
        return all(_may_lie_in(whole, value) for whole in record.wholes() if whole.head in _WHOLES)
    matter = _matter_around(record, leaf)
    return matter is None or _fits(value, matter)


def _fits(text: JsonValue, matter: str) -> bool:
    return not isinstance(text, str) or matter_of(text) in ("", matter)


def _matter_around(record: Record, leaf: LeafPlan) -> str | None:
    """What the software is for that a record belongs to, "" for something else; None where nothing tells."""
    if leaf.noun not in _WRITTEN or leaf.maker not in ("title", "body", "about"):
        return None
    wholes = (record, *(r for r in record.wholes() if r.head in _WHOLES))
    told = [
        v for r in wholes for k in (_NAMES if r is not record else _NAMES[:1]) if isinstance(v := r.facts.get(k), str)
    ]
    return next((matter for text in told if (matter := matter_of(text))), "") if told else None


def whole_of(record: Record) -> Record | None:
    """The piece of software that a record belongs to; None for none."""
    return next((r for r in record.wholes() if r.head in _WHOLES), None)


def matter_of_whole(whole: Record, keys: Iterable[str] = _NAMES) -> str:
    """What a piece of software does, going by its name, or what other facts of a record are about; "" for any."""
    names = (v for k in keys if isinstance(v := whole.facts.get(k), str))
    return next((matter for name in names if (matter := matter_of(name))), "")


@lru_cache(maxsize=10_000)
def matter_of(text: str) -> str:
    """What software does that is called so, or that a text is about; "" for what could be any."""
    return next((_BY_WORD[word] for word in words(text) if word in _BY_WORD), "")
