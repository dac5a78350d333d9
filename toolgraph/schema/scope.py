"""Where a `$ref` leads: a document and, if the caller allows it, documents beside it.

Resolution itself is done by the `referencing` package; here its failures become reasons.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin

from referencing import Registry, Resource
from referencing.exceptions import NoSuchResource, Unresolvable

from toolgraph.models.base import JsonValue

ROOT = "toolgraph:/document"


@dataclass(frozen=True, slots=True)
class Lost:
    """A reference that could not be followed.

    Attributes:
        code: `bad_ref` (leads nowhere) or `remote_ref` (leads out of the document).
    """

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a reference leads to, and its absolute address."""

    uri: str
    content: JsonValue


# Gives the content of another document, with absolute references only, or says why it cannot be had.
Fetch = Callable[[str], "JsonValue | Lost"]


def refuse(uri: str) -> Lost:
    """The fetch of a document that must stand alone."""
    return Lost("remote_ref", f"{uri.removeprefix('toolgraph:/')} is outside this document; see --allow-remote-refs")


class Scope:
    """Follows the references of one document.

    Args:
        document: The whole document.
        uri: Its address; relative references are joined to it.
        fetch: Called once for each other document.
    """

    def __init__(self, document: JsonValue, *, uri: str = ROOT, fetch: Fetch = refuse) -> None:
        self._uri = uri
        self._lost: dict[str, Lost] = {}
        self._fetch = fetch
        registry: Registry[JsonValue] = Registry(retrieve=self._retrieve)  # type: ignore[call-arg]
        self._resolver = registry.with_resource(uri, Resource.opaque(document)).resolver(uri)
        self._seen: dict[str, Found | Lost] = {}
        self._documents: dict[str, Resource[JsonValue]] = {}

    def _retrieve(self, address: str) -> Resource[JsonValue]:
        # `referencing` forgets what it retrieved: its registries are immutable, and we keep only the first.
        if address not in self._documents:
            got = self._lost.get(address) or self._fetch(address)
            if isinstance(got, Lost):
                self._lost[address] = got
                raise NoSuchResource(ref=address)  # type: ignore[call-arg]
            self._documents[address] = Resource.opaque(got)
        return self._documents[address]

    def look_up(self, ref: JsonValue) -> Found | Lost:
        """What `ref` leads to; asked twice, the answer comes from memory."""
        if not isinstance(ref, str):
            return Lost("bad_ref", f"$ref is {type(ref).__name__}, not a string")
        found = self._seen.get(ref)
        if found is None:
            found = self._seen[ref] = self._follow(ref)
        return found

    def _follow(self, ref: str) -> Found | Lost:
        try:
            uri = self._uri + ref if ref.startswith("#") else urljoin(self._uri, ref)
            return Found(uri, self._resolver.lookup(uri).contents)
        except Unresolvable:
            document = urldefrag(uri).url
            return self._lost.get(document) or Lost("bad_ref", f"$ref {ref} leads nowhere")
        except (ValueError, TypeError, LookupError, AttributeError) as exc:
            # What `referencing` lets through for pointers like `#/a/1x` into a list, and malformed addresses.
            return Lost("bad_ref", f"$ref {ref} cannot be read ({exc})")
