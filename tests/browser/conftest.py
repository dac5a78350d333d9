"""A real Chromium, and pages made from the demo; every page must open without an error and without the network."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, sync_playwright

from tests.conftest import cannot_be_had
from tests.demo_folder import demo_folder
from toolgraph.pipeline.pages import report_run
from toolgraph.pipeline.view import view_graph
from toolgraph.store import StoreAddress, open_store

NAMES = ("chromium", "chromium-browser", "google-chrome")
Open = Callable[..., Page]


@pytest.fixture(scope="package")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The report of the demo's run, and views of its graph."""
    folder = tmp_path_factory.mktemp("pages")
    made = {name: folder / f"{name}.html" for name in ("report", "view", "near")}
    with open_store(StoreAddress(db=str(demo_folder() / "db"))) as store:
        report_run(demo_folder() / "run", made["report"], store=store)
        view_graph(store, made["view"])
        view_graph(store, made["near"], tool="crm/create_invoice")
    return made


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        cannot_be_had("no Chromium (apt-get install chromium, which `make test` does where it may)")
    # Chromium refuses its sandbox to root, which CI is.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(executable_path=path, args=sandbox)
        except Error as exc:
            cannot_be_had(f"{path} does not start: {exc}")
            raise
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Open a page from the disk; at the end of the test, nothing may have gone wrong or been asked of the network."""
    contexts, faults = [], []

    def opened(path: Path, *, width: int = 1280, height: int = 900, dark: bool = False, tail: str = "") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        address = path.as_uri()
        page.on("console", lambda message: faults.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.on(
            "request",
            lambda request: (
                None if request.url.split("#")[0] in (address, "data:,") else faults.append(f"request: {request.url}")
            ),
        )
        page.goto(address + tail)
        page.wait_for_function("document.documentElement.dataset.ready === 'yes'", timeout=20_000)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []
