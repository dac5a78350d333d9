"""The report page in a real browser."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from tests.browser.conftest import Open
from tests.demo_folder import demo_folder
from toolgraph.meaning.said import says_at
from toolgraph.meaning.values import same
from toolgraph.models.dialogue import Dialogue
from toolgraph.models.tool import Tool
from toolgraph.pipeline.make import Rejected
from toolgraph.pipeline.pages import report_run
from toolgraph.report.page_dialogue import shown
from toolgraph.runs import read_records

Pages = dict[str, Path]


@pytest.fixture(scope="module")
def dialogues() -> list[Dialogue]:
    return list(read_records(demo_folder() / "run" / "dialogues.jsonl", Dialogue))


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1280, 390])
def test_it_opens_at_both_widths(open_page: Open, pages: Pages, width: int, dark: bool) -> None:
    """Nothing is wider than the screen, every section is filled, and the text has contrast in both themes."""
    page = open_page(pages["report"], width=width, dark=dark)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    empty = page.evaluate(
        "[...document.querySelectorAll('main section')].filter(s => s.innerText.length < 40).map(s => s.id)"
    )
    assert empty == []
    assert page.locator("#shape-table tbody tr").count() >= 6
    ink, paper = page.evaluate("(s => [s.color, s.backgroundColor])(getComputedStyle(document.body))")
    assert abs(_light(ink) - _light(paper)) > 0.6
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('#reader .user p')).fontSize)") >= 15


def _light(colour: str) -> float:
    numbers = [float(n) for n in colour[colour.index("(") + 1 : -1].replace(",", " ").split()[:3]]
    return sum(numbers) / 3 / 255


def test_the_baseline_and_the_targets_stand_beside_it(
    open_page: Open, pages: Pages, catalogue: tuple[Tool, ...]
) -> None:
    """Made with the database, the page has a target and a baseline for turns, and totals for coverage."""
    page = open_page(pages["report"])
    heads = page.locator("#shape-table th").all_inner_texts()
    assert heads[-3:] == ["this run", "target", "baseline"]
    row = page.locator("#shape-table tr", has_text="turns a dialogue").locator("td.n").all_inner_texts()
    assert row[1] == "4.60"
    assert all(float(text) > 1 for text in row)
    assert f" of {len(catalogue)} (" in page.locator("#coverage-lead").inner_text()


def test_search_and_filters_find(open_page: Open, pages: Pages, dialogues: list[Dialogue]) -> None:
    """A tool's name finds exactly the dialogues that hold it; an act leaves those with such a turn; nonsense none."""
    page = open_page(pages["report"])
    name = (
        dialogues[0].tools[0].name
        if not dialogues[0].tools[0].distractor
        else dialogues[0].chain.tools[0].split("/")[1]
    )
    page.fill("#search", name)
    wanted = [d.id for d in dialogues if name.lower() in _hay(d)]
    assert page.evaluate("[...document.querySelectorAll('#list li')].map(l => l.id.slice(2))") == wanted
    page.fill("#search", "")
    page.select_option("#act", "correct")
    wanted = [d.id for d in dialogues if any(t.act == "correct" for t in d.plan.turns)]
    assert page.evaluate("[...document.querySelectorAll('#list li')].map(l => l.id.slice(2))") == wanted
    page.fill("#search", "qzxv no such words")
    assert page.locator("#found").inner_text() == "No dialogue has all of that."


def _hay(dialogue: Dialogue) -> str:
    made = shown(dialogue)
    parts = [dialogue.id, made["goal"], made["who"], made["motif"], *made["warnings"], *made["chain"]]
    for message in made["messages"]:
        parts += [
            message["text"],
            *(f"{c['name']} {json.dumps(c['args'], ensure_ascii=False)}" for c in message.get("calls", ())),
        ]
    return "\n".join(parts).lower()


def test_a_click_on_an_argument_shows_where_its_value_came_from(
    open_page: Open, pages: Pages, dialogues: list[Dialogue]
) -> None:
    """For every value of ten dialogues, what lights up is the place that brought it, by the rules of `check`."""
    page = open_page(pages["report"])
    seen: set[str] = set()
    for dialogue in dialogues[:10]:
        page.evaluate("id => document.getElementById(`d-${id}`).click()", dialogue.id)
        found = page.evaluate(
            """() => [...document.querySelectorAll('#reader .val')].map(button => {
                button.click();
                const mark = document.querySelector('#reader mark');
                const leaf = document.querySelector('#reader .marked');
                return [button.firstChild.data, button.className.match(/(\\w+)-src/)[1], mark?.textContent ?? null,
                    leaf?.dataset.path ?? null, leaf?.textContent ?? null,
                    mark?.parentElement.parentElement.className ?? null];
            })"""
        )
        assert len(found) == len(dialogue.provenance)
        for text, source, mark, path, leaf, speaker in found:
            seen.add(source)
            value = json.loads(text)
            if source == "user":
                assert speaker == "user"
                assert says_at(mark, value, datetime.fromisoformat(dialogue.plan.clock)), (text, mark)
            elif source == "result":
                assert path is not None
                assert same(value, json.loads(leaf)), (text, leaf)
    assert seen >= {"user", "result"}


def test_it_works_with_the_keyboard_alone(open_page: Open, pages: Pages) -> None:
    """From the top of the page: search, choose, read, trace a value and come back, without a pointer."""
    page = open_page(pages["report"])
    page.keyboard.press("/")
    page.keyboard.type("a")
    page.keyboard.press("Enter")
    first = page.locator("#list [aria-selected=true]").get_attribute("id")
    page.keyboard.press("ArrowDown")
    second = page.locator("#list [aria-selected=true]").get_attribute("id")
    assert first != second
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "reader"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('val')"):
            break
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"
    assert page.locator(".trace").is_visible()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "list"


def test_long_reasons_of_rejects_fit_a_phone(open_page: Open, tmp_path: Path) -> None:
    """A reject's example without a space in it is broken, not wider than the screen, and all of it is there."""
    run = tmp_path / "run"
    shutil.copytree(demo_folder() / "run", run, ignore=shutil.ignore_patterns("exports"))
    reason = "shop/update_cart_item#in:" + "item_id." * 40
    fallen = Rejected(chain="c", index=0, stage="plan", codes=("bound_value_missing",), detail=reason)
    (run / "rejected.jsonl").write_text(fallen.model_dump_json() + "\n")
    page = open_page(report_run(run).path, width=390, height=844)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert reason in page.locator("#rejected").inner_text()


def test_on_a_phone_the_list_gives_way_to_the_dialogue(open_page: Open, pages: Pages) -> None:
    """At 390 pixels a chosen dialogue takes the list's place, and a button leads back."""
    page = open_page(pages["report"], width=390, height=844)
    assert page.locator("#list").is_visible()
    page.locator("#list li").nth(3).click()
    assert page.locator("#list").is_hidden()
    page.locator("#reader .val").first.click()
    assert page.locator("#reader .trace").is_visible()
    page.get_by_role("button", name="All dialogues").click()
    assert page.locator("#list").is_visible()


def test_a_dialogue_has_an_address(open_page: Open, pages: Pages, dialogues: list[Dialogue]) -> None:
    """The page opened with `#d=ID` shows that dialogue, so that a colleague can be sent to it."""
    wanted = dialogues[7]
    page = open_page(pages["report"], tail=f"#d={wanted.id}")
    assert page.locator("#list [aria-selected=true]").get_attribute("id") == f"d-{wanted.id}"


def test_the_theme_can_be_switched(open_page: Open, pages: Pages) -> None:
    """The button turns a light page dark and back, whatever the system prefers."""
    page = open_page(pages["report"])
    paper = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(paper)
    page.get_by_role("button", name="Dark").click()
    assert _light(page.evaluate(paper)) < 0.2 < _light(before)
    page.get_by_role("button", name="Light").click()
    assert page.evaluate(paper) == before
