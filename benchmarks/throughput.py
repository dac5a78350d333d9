"""Requests a second from one process against an endpoint that answers at once, and the client's CPU for each.

Two figures: of the client (send, retries, pace, budget) with its cache in memory, and on disk. The server runs in a
process of its own. Needs no model.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from toolgraph.llm.caller import Caller
from toolgraph.llm.chat import ChatClient
from toolgraph.llm.endpoint import Endpoint, Request, Say
from toolgraph.llm.money import Budget, Limits, Prices
from toolgraph.llm.pace import Pace, Rates
from toolgraph.llm.replies import ReplyCache

REQUESTS, THREADS, PROMPT = 3_000, 32, "word " * 1_500
SCHEMA = {"type": "object", "properties": {"greeting": {"type": "string"}}, "required": ["greeting"]}

_SERVER = """
import asyncio, json
content = json.dumps({"greeting": "hello " * 150})
body = json.dumps({"id": "x", "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant",
    "content": content}}], "usage": {"prompt_tokens": 1500, "completion_tokens": 150}}).encode()
answer = b"HTTP/1.1 200 OK\\r\\ncontent-type: application/json\\r\\ncontent-length: %d\\r\\n\\r\\n" % len(body) + body

async def serve(reader, writer):
    try:
        while True:
            head = await reader.readuntil(b"\\r\\n\\r\\n")
            for line in head.lower().split(b"\\r\\n"):
                if line.startswith(b"content-length:"):
                    await reader.readexactly(int(line.split(b":")[1]))
            writer.write(answer)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()

async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()

asyncio.run(main())
"""


def measure(url: str, cache: Path | None) -> dict[str, float]:
    client = ChatClient(Endpoint(model="m", base_url=url), "")
    with Caller(client, ReplyCache(cache), Budget(Prices(), Limits()), Pace(Rates())) as caller:
        caller.ladder.rung()

        def ask(number: int) -> None:
            caller.ask(Request((Say("system", "Be kind."), Say("user", f"{number} {PROMPT}")), SCHEMA, 300))

        with ThreadPoolExecutor(THREADS) as pool:
            list(pool.map(ask, range(-THREADS, 0)))
            wall, cpu = time.perf_counter(), time.process_time()
            list(pool.map(ask, range(REQUESTS)))
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return {"requests_per_s": round(REQUESTS / wall), "cpu_ms_a_request": round(cpu / REQUESTS * 1e3, 2)}


if __name__ == "__main__":
    with subprocess.Popen([sys.executable, "-c", _SERVER], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = f"http://127.0.0.1:{int(server.stdout.readline())}/v1"
        with tempfile.TemporaryDirectory() as folder:
            for where in (None, Path(folder)):
                told = {"cache": "disk" if where else "memory", "concurrency": THREADS, **measure(address, where)}
                print(json.dumps({"benchmark": "throughput", **told}), flush=True)
        server.kill()
