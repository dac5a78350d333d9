"""What a call does, when its source does not say: from the words of its name and its HTTP method."""

from __future__ import annotations

import re

from toolgraph.models.spec import Effect

_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
# Cannot be undone by the same caller, or costs money.
_DESTRUCTIVE = frozenset(
    "delete remove cancel drop pay purge revoke terminate destroy erase wipe uninstall unsubscribe deactivate "
    "checkout transfer withdraw refund charge purchase buy reset truncate expire kill abort void ban block discard "
    "decommission deregister disconnect detach empty evict forget overwrite reject shutdown withdrawal".split()
)
_WRITE = frozenset(
    "create update set send add book post put patch insert upload edit modify write make place submit register "
    "assign move rename copy invite share publish schedule reschedule start stop enable disable activate approve "
    "accept archive attach append apply change close commit complete confirm connect duplicate fork grant hold import "
    "install join leave like link lock log login logout mark merge mute notify open order pause pin play publish push "
    "queue record release reopen replace reply request reserve resolve restart restore resume retry retweet run save "
    "sign skip star subscribe swap sync tag toggle touch transition trigger turn unarchive unassign unfollow unlike "
    "unlink unlock unmute unpin upsert upvote vote follow mention mkdir mv cp rm rmdir echo fill adjust comment react "
    "rate review enrol enroll message switch draft freeze unfreeze respond donate checkin turnon "
    "turnoff press activate execute upgrade downgrade renew extend block deposit withdraw".split()
)
_READ = frozenset(
    "get list search find query fetch read show view describe lookup look check count download retrieve browse "
    "compare calculate compute convert estimate validate verify test preview export suggest recommend track is has "
    "explain translate detect analyze analyse summarize select filter head tail cat ls".split()
)
_SEARCH_WORDS = frozenset({"search", "list", "query", "find", "lookup", "filter", "count", "get"})


def effect_of(name: str, http: str, said: Effect | None) -> Effect:
    """What a call of the tool does.

    Args:
        name: As written; its first verb decides (`orders.cancel` cancels, `list_deleted_items` reads).
        http: Method and path, or "".
        said: What the source says; counts, except that a name that deletes, cancels or pays makes a plain HTTP
            write destructive.
    """
    if said is not None:
        return said
    method, _, path = http.partition(" ")
    words = [word.lower() for word in _WORD.findall(name)]
    if method.upper() in {"GET", "HEAD"}:
        return "read"
    if method.upper() == "DELETE":
        return "destructive"
    if method:
        return _of_http_write(words, path)
    return _of_words(words) or "read"


def _of_http_write(words: list[str], path: str) -> Effect:
    last = path.rstrip("/").rpartition("/")[2].lower()
    found = _of_words(words)
    if found == "destructive" or last in _DESTRUCTIVE:
        return "destructive"
    if (words and words[0] in _SEARCH_WORDS) or re.search(r"search|query", last):
        return "read"
    return "write"


# As often things as deeds: `message_seller` writes, `sent_message_info` does not.
_NOUNS_TOO = frozenset("message draft record rate review comment log order star switch".split())


def _of_words(words: list[str]) -> Effect | None:
    """By the first word that is a verb we know; a noun before it (`orders.cancel`) does not count."""
    for place, word in enumerate(words):
        if place and word in _NOUNS_TOO:
            continue
        if word in _READ:
            return "read"
        if word in _DESTRUCTIVE:
            return "destructive"
        if word in _WRITE:
            return "write"
    return None
