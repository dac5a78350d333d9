"""A world that is not simulated: calls run on a live MCP server."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Coroutine, Sequence
from contextlib import AsyncExitStack
from datetime import timedelta
from types import TracebackType
from typing import Any, Self, TypeVar

from toolgraph.errors import MissingExtra, ModelError
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.tool import Tool
from toolgraph.world import faults
from toolgraph.world.base import Answer, Fault

_T = TypeVar("_T")
