"""Files, folders and servers to RawSpec."""

from __future__ import annotations

from toolgraph.read.live import read_mcp_server
from toolgraph.read.paths import read_path

__all__ = ["read_mcp_server", "read_path"]
