"""Files, folders and servers to RawSpec."""

from __future__ import annotations

from toolgraph.read.paths import read_path

__all__ = ["read_path"]
