"""Replies on disk, so that nothing is paid for twice, and what an endpoint has taught."""

from __future__ import annotations

import json
import sqlite3
import threading
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from toolgraph.errors import ConfigError
from toolgraph.ids import digest
from toolgraph.llm.endpoint import Endpoint, Reply
from toolgraph.models.base import JsonObject

_FILE = "replies.sqlite"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS replies (
  key TEXT PRIMARY KEY,        -- digest of endpoint, body and sample number
  reply TEXT NOT NULL          -- JSON list: text, finish, prompt tokens, completion tokens
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS taught (
  key TEXT PRIMARY KEY,        -- what was learned of which endpoint
  value TEXT NOT NULL          -- JSON
) WITHOUT ROWID;
"""


def default_folder() -> Path:
    """Where replies are kept unless somebody says otherwise."""
    return user_cache_path("toolgraph", appauthor=False)


class ReplyCache:
    """Replies of one folder, for any number of threads and processes.

    Args:
        folder: Made if it is not there; None keeps replies in memory for this process alone.

    Raises:
        ConfigError: The folder cannot be written, or its file is no cache.
    """

    def __init__(self, folder: Path | None) -> None:
        self._lock = threading.Lock()
        try:
            if folder is not None:
                folder.mkdir(parents=True, exist_ok=True)
            where = str(folder / _FILE) if folder is not None else ":memory:"
            self._db = sqlite3.connect(where, timeout=60, isolation_level=None, check_same_thread=False)
            self._db.execute("PRAGMA journal_mode=WAL")
            # A reply lost with the machine's power is asked for again; a flush for each would cost more than that.
            self._db.execute("PRAGMA synchronous=OFF")
            self._db.executescript(_SCHEMA)
        except (OSError, sqlite3.Error) as exc:
            raise ConfigError(
                f"The reply cache in {folder} cannot be used: {exc}.", "Give --cache another DIR."
            ) from exc

    @staticmethod
    def key(endpoint: Endpoint, body: JsonObject, sample: int) -> str:
        """Digest of all that determines a reply."""
        return digest([endpoint.model, endpoint.base_url, body, sample], length=32)

    def get(self, key: str) -> Reply | None:
        """The reply to an earlier request."""
        with self._lock:
            row = self._db.execute("SELECT reply FROM replies WHERE key = ?", (key,)).fetchone()
        return Reply(*json.loads(row[0]))._replace(cached=True) if row else None

    def put(self, key: str, reply: Reply) -> None:
        """Keep a reply; it is with the operating system when this returns."""
        text = json.dumps(reply[:4], ensure_ascii=False)
        with self._lock:
            self._db.execute("INSERT OR REPLACE INTO replies VALUES (?, ?)", (key, text))

    def taught(self, about: str) -> Any:
        """What was noted about something; None for nothing."""
        with self._lock:
            row = self._db.execute("SELECT value FROM taught WHERE key = ?", (about,)).fetchone()
        return json.loads(row[0]) if row else None

    def teach(self, about: str, value: Any) -> None:
        """Note something for later runs."""
        with self._lock:
            self._db.execute("INSERT OR REPLACE INTO taught VALUES (?, ?)", (about, json.dumps(value)))

    def count(self) -> int:
        """Replies that are kept."""
        with self._lock:
            return int(self._db.execute("SELECT count(*) FROM replies").fetchone()[0])

    def clear(self) -> int:
        """Forget every reply and all that was learned; how many replies there were."""
        count = self.count()
        with self._lock:
            self._db.execute("DELETE FROM replies")
            self._db.execute("DELETE FROM taught")
            self._db.execute("VACUUM")
        return count

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()
