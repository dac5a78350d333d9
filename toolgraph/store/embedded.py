"""The embedded database: ArcadeDB inside this process, spoken to over Bolt on loopback like a server.

A database is a folder::

    DIR/access.json    password of the writing and of the reading user (mode 0600)
    DIR/serving.json   address of a `toolgraph db serve` that has it open, as long as it runs (mode 0600)
    DIR/lock           held by the process that has it open
    DIR/config/ databases/ log/   ArcadeDB's own
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import secrets
import socket
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from toolgraph.errors import ConfigError, StoreError, StoreLocked

DATABASE = "toolgraph"
WRITER, READER = "root", "reader"
_OURS = frozenset(("access.json", "serving.json", "lock", "config", "databases", "log", "backups"))
_SALT_ROUNDS = (
    1000  # the password is random, 32 bytes long, and never leaves this machine: a slow hash protects nothing
)
_PORT_TRIES = 5
_PORT_TAKEN = "Unable to listen"  # ArcadeDB's words when another process was faster with a free port
_READ_ALL = {"*": {"access": ["readRecord"]}}
_WRITE_ALL = {"*": {"access": ["createRecord", "readRecord", "updateRecord", "deleteRecord"]}}


@dataclass(frozen=True)
class Access:
    """How to reach an open embedded database."""

    uri: str
    writer_password: str
    reader_password: str


class EmbeddedDatabase:
    """One embedded database, open in this process.

    Args:
        folder: Where it lives; made if it is not there.
        query_timeout_s: After so many seconds the reading user's queries are ended.

    Raises:
        StoreLocked: Another process has it open.
        ConfigError: The folder holds something else.
        StoreError: It does not start.
    """

    def __init__(self, folder: Path, *, query_timeout_s: float = 60.0) -> None:
        self.folder = folder
        _refuse_strange(folder)
        try:
            (folder / "config").mkdir(parents=True, exist_ok=True)
            self._lock = FileLock(folder / "lock", timeout=1)
            self._lock.acquire()
        except Timeout as exc:
            raise StoreLocked(
                f"The database in {folder} is open in another process.",
                "Wait until it has finished, or run `toolgraph db serve` once and let all commands share it.",
            ) from exc
        except OSError as exc:
            raise ConfigError(f"No database can be kept in {folder}: {exc.strerror}.", "Choose another --db.") from exc
        try:
            self.access = self._start(query_timeout_s)
        except BaseException:
            self._lock.release()
            raise

    def _start(self, query_timeout_s: float) -> Access:
        # Read by the package when it is first used: its console log would mix with our output.
        os.environ.setdefault("ARCADEDB_LOG_CONSOLE", "0")  # noqa: TID251
        os.environ.setdefault("ARCADEDB_LOG_DIR", str((self.folder / "log").resolve()))  # noqa: TID251
        import arcadedb  # noqa: PLC0415 - 40 MB that a Neo4j user never needs

        passwords = _passwords(self.folder)
        _write_users(self.folder / "config", passwords, query_timeout_s)
        for left in reversed(range(_PORT_TRIES)):
            bolt_port = free_port()
            config: dict[str, Any] = {
                "host": "127.0.0.1",
                "http_port": free_port(),
                "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
                "bolt_port": bolt_port,
                "server_saltIterations": _SALT_ROUNDS,
                "opencypher_loadCsv_allowFileUrls": False,
                "opencypher_loadCsv_allowRemoteUrls": False,
            }
            self._server = arcadedb.create_server(str(self.folder.resolve()), passwords[WRITER], config=config)
            try:
                self._server.start()
                self._server.create_database(DATABASE)
                break
            except arcadedb.ArcadeDBError as exc:
                self._server.stop()
                if left and _PORT_TAKEN in str(exc):
                    continue
                raise StoreError(
                    f"The embedded database in {self.folder} does not start: {exc}.",
                    "If it was made by another version, make a new one: `toolgraph --db NEWDIR ingest ...`.",
                ) from exc
        return Access(f"bolt://127.0.0.1:{bolt_port}", passwords[WRITER], passwords[READER])

    def serve(self) -> Path:
        """Leave a note with the address, so that other commands use this process; gone after `stop`."""
        note = self.folder / "serving.json"
        _write_private(note, {**asdict(self.access), "pid": os.getpid()})
        return note

    def stop(self) -> None:
        """Write everything, stop, and let others open it."""
        if self._lock.is_locked:
            (self.folder / "serving.json").unlink(missing_ok=True)
            self._server.stop()
            self._lock.release()


def served(folder: Path) -> Access | None:
    """The address of a `db serve` that has the folder open, or None if none runs."""
    note = folder / "serving.json"
    try:
        written = json.loads(note.read_text(encoding="utf-8"))
        os.kill(int(written.pop("pid")), 0)
        return Access(**written)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None  # not there, half a note, or of a process that ended


def free_port() -> int:
    """A loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _refuse_strange(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise ConfigError(f"{folder} is a file.", "Give --db a folder, or an address such as neo4j://localhost:7687.")
    if folder.is_dir() and not (folder / "access.json").exists():
        strange = sorted(p.name for p in folder.iterdir() if p.name not in _OURS)
        if strange:
            raise ConfigError(
                f"{folder} is not empty and holds no database (it has {strange[0]!r}).",
                "Give --db a folder of its own.",
            )


def _passwords(folder: Path) -> dict[str, str]:
    note = folder / "access.json"
    if note.exists():
        try:
            found = json.loads(note.read_text(encoding="utf-8"))
            return {user: str(found[user]) for user in (WRITER, READER)}
        except (OSError, ValueError, KeyError, TypeError) as exc:
            raise ConfigError(
                f"{note} does not hold the passwords of a database.", "Remove it: the next start makes new ones."
            ) from exc
    made = {WRITER: secrets.token_urlsafe(24), READER: secrets.token_urlsafe(24)}
    _write_private(note, made)
    return made


def _write_private(path: Path, value: dict[str, Any]) -> None:
    """Written aside and moved, so that a kill leaves the old or the new file, never half of one."""
    aside = path.with_suffix(".new")
    aside.unlink(missing_ok=True)
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        json.dump(value, out)
    aside.replace(path)


def _write_users(config: Path, passwords: dict[str, str], query_timeout_s: float) -> None:
    """ArcadeDB's own user and group files: a reader may read and nothing else, and no longer than it may."""
    kinds = {WRITER: ("admin", "admin"), READER: ("reader", "reader")}
    users = [
        {"name": name, "databases": {"*": [group]}, "password": _hashed(passwords[name])}
        for name, (group, _) in kinds.items()
    ]
    lines = (json.dumps(user, separators=(",", ":")) for user in users)
    (config / "server-users.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    admin = {"access": ["updateSecurity", "updateSchema", "updateDatabaseSettings"], "types": _WRITE_ALL}
    groups = {
        "admin": {"resultSetLimit": -1, "readTimeout": -1, **admin},
        "reader": {"resultSetLimit": -1, "readTimeout": int(query_timeout_s * 1000), "access": [], "types": _READ_ALL},
        "*": {"resultSetLimit": -1, "readTimeout": -1, "access": [], "types": {"*": {"access": []}}},
    }
    text = json.dumps({"databases": {"*": {"groups": groups}}, "version": 2})
    (config / "server-groups.json").write_text(text, encoding="utf-8")


def _hashed(password: str) -> str:
    salt = base64.b64encode(secrets.token_bytes(32)).decode()
    key = hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), _SALT_ROUNDS, 32)
    return f"PBKDF2WithHmacSHA256${_SALT_ROUNDS}${salt}${base64.b64encode(key).decode()}"
