"""A storm of 429s: 64 threads against an endpoint that serves 5 requests a second; how near to that the run settles.

Prints one JSON line a server: with and without Retry-After. Needs no model; takes two minutes.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from threading import Thread

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.llm.endpoint import Endpoint as Server
from toolgraph.llm.caller import Caller
from toolgraph.llm.chat import ChatClient
from toolgraph.llm.endpoint import Endpoint, Request, Say
from toolgraph.llm.money import Budget, Limits, Prices
from toolgraph.llm.pace import Pace, Rates
from toolgraph.llm.replies import ReplyCache

ALLOWED, THREADS, SECONDS, SETTLING = 5.0, 64, 60.0, 15.0
SCHEMA = {"type": "object", "properties": {"greeting": {"type": "string"}}, "required": ["greeting"]}


def storm(*, retry_after: bool) -> dict[str, float | bool]:
    with Server(lambda _: '{"greeting": "hi"}', per_s=ALLOWED, retry_after=retry_after, delay_s=0.05) as server:
        pace = Pace(Rates())
        client = ChatClient(Endpoint(model="m", base_url=server.url), "")
        caller = Caller(client, ReplyCache(None), Budget(Prices(), Limits()), pace)
        ended = time.monotonic() + SECONDS

        def work(number: int) -> None:
            at = number
            while time.monotonic() < ended and not pace.stopped.is_set():
                at += THREADS
                caller.ask(Request((Say("user", f"greet {at}"),), SCHEMA, 20))

        began = time.monotonic()
        threads = [Thread(target=work, args=(n,), daemon=True) for n in range(THREADS)]
        for thread in threads:
            thread.start()
        time.sleep(SECONDS)
        pace.stopped.set()
        settled = [t for t in server.served_at if began + SETTLING <= t <= ended]
        rate = len(settled) / (SECONDS - SETTLING)
        refused = server.statuses["429"]
        return {
            "retry_after": retry_after,
            "allowed_per_s": ALLOWED,
            "settled_per_s": round(rate, 2),
            "all_per_s": round(len(server.served_at) / SECONDS, 2),
            "requests": server.requests,
            "refused": refused,
            "within_10_percent": abs(rate - ALLOWED) <= 0.1 * ALLOWED,
        }


if __name__ == "__main__":
    for with_header in (True, False):
        print(json.dumps({"benchmark": "storm_model", **storm(retry_after=with_header)}), flush=True)
