"""Rows as text: a table for people, or JSON, JSON Lines or CSV for programs."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any, Literal

import click
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

Format = Literal["table", "json", "jsonl", "csv"]
FORMATS = ("table", "json", "jsonl", "csv")
_PIPE_WIDTH = 160


def print_rows(columns: Sequence[str], rows: Iterable[Sequence[Any]], form: str = "table", *, title: str = "") -> None:
    """Print rows on standard output.

    Args:
        form: `table`, `json` (one list of objects), `jsonl` (an object a line) or `csv` (with a header line).
    """
    if form == "table":
        _print_table(columns, rows, title)
    elif form == "csv":
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_cell(v) for v in row] for row in rows)
        click.echo(out.getvalue(), nl=False)
    elif form == "jsonl":
        for row in rows:
            click.echo(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False))
    else:
        objects = [dict(zip(columns, row, strict=True)) for row in rows]
        click.echo(json.dumps(objects, ensure_ascii=False, indent=2))


def _print_table(columns: Sequence[str], rows: Iterable[Sequence[Any]], title: str) -> None:
    table = Table(box=box.SIMPLE_HEAD, title=title or None, title_justify="left", pad_edge=False)
    listed = list(rows)
    for at, column in enumerate(columns):
        numeric = bool(listed) and all(isinstance(r[at], (int, float)) and not isinstance(r[at], bool) for r in listed)
        table.add_column(Text(column), justify="right" if numeric else "left", overflow="fold")
    for row in listed:
        table.add_row(*(Text(_cell(value)) for value in row))
    width = None if sys.stdout.isatty() else _PIPE_WIDTH
    Console(width=width, highlight=False).print(table)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return f"{value:.4g}" if abs(value) < 1e6 else f"{value:,.0f}"
    return json.dumps(value, ensure_ascii=False)
