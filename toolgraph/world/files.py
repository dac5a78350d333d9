"""Names of files and what they hold: `budget.xlsx` is a spreadsheet, whatever else is said of it."""

from __future__ import annotations

import re

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TEXT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_MIMES = {
    "pdf": "application/pdf", "xlsx": _SHEET, "docx": _TEXT, "pptx": _SLIDES, "csv": "text/csv", "txt": "text/plain",
    "md": "text/markdown", "json": "application/json", "zip": "application/zip", "jpg": "image/jpeg",
    "png": "image/png", "mp3": "audio/mpeg", "mp4": "video/mp4", "html": "text/html", "yaml": "application/yaml",
    "gz": "application/gzip",
}  # fmt: skip
_FORMS = {
    "xlsx": "sheet spreadsheet excel xlsx table", "docx": "doc document word docx", "pdf": "pdf",
    "pptx": "slide slides presentation deck pptx powerpoint", "jpg": "image photo picture jpg jpeg", "png": "png",
    "txt": "text txt note", "csv": "csv", "mp4": "video mp4", "mp3": "audio mp3", "json": "json",
}  # fmt: skip
_BY_FORM = {form: ending for ending, forms in _FORMS.items() for form in forms.split()}
_ENDING = re.compile(r"\.([a-z0-9]{2,4})$")


def ending_of(form: str) -> str:
    """The ending of files of a form (`sheet`, `application/pdf`); "" when nobody knows."""
    low = form.lower()
    return _BY_FORM.get(low) or next((ending for ending, mime in _MIMES.items() if mime == low), "")


def mime_of(name: object) -> str:
    """The media type of a file of that name; "" when it has no known ending."""
    found = _ENDING.search(name.lower()) if isinstance(name, str) else None
    return _MIMES.get(found.group(1), "") if found else ""


def in_form(name: str, form: str) -> str:
    """The name with the ending of a form, where it had another; a picture of a paper is a scan of it."""
    ending = ending_of(form)
    if ending in ("jpg", "png") and _PAPERS.search(name):
        return _ENDING.sub(f"-scan.{ending}", name)
    return _ENDING.sub(f".{ending}", name) if ending else name


def forms_named(text: str) -> str:
    """How files are called that were found by some words: a contract is no table, and what tells a year no other."""
    ending = next((ending for ending, words in _KINDS if words.search(text.lower())), "")
    if not ending:
        return ""
    forms = (_DATED if re.search(r"\d{4}", text) else _UNDATED)[ending == "xlsx"]
    return forms.replace(".*", f".{ending}")


_KINDS = (
    ("pdf", re.compile("contract|agreement|lease|offer|quote|invoice|itinerary|certificate|receipt|letter|ticket")),
    ("docx", re.compile("minutes|agenda|notes|protocol|draft")),
    ("xlsx", re.compile("budget|figures|forecast|prices|list|costs")), ("pptx", re.compile("slides|presentation|deck")),
)  # fmt: skip
_PAPERS = re.compile("|".join(words.pattern for _, words in _KINDS))
# Without a year in the words, and with one: of papers, and of tables.
_UNDATED = ("{q_}-{month_}.*|{q_}-{company_}.*|{q_}-{year}.*", "{q_}-{year}.*|{q_}-{month_}.*|{q_}-{team}.*")
_DATED = ("{q_}.*|{q_}-{company_}.*|{q_}-{team}.*", "{q_}.*|{q_}-{team}.*|{q_}-draft.*")


def name_in(address: object) -> str:
    """The name of the file that a link or path leads to; "" where it ends in none of a known ending."""
    last = address.partition("?")[0].rstrip("/").rpartition("/")[2] if isinstance(address, str) else ""
    return last if mime_of(last) else ""
