"""The packages that read our files: imported without the GPU stacks that their `__init__` modules pull in."""

from __future__ import annotations

import importlib.util
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.conftest import cannot_be_had


def need(name: str) -> ModuleType:
    """A module of a package that `make` installs for these tests; without it a skip, in CI a failure."""
    try:
        return import_module(name)
    except ImportError as exc:
        cannot_be_had(f"{name} cannot be imported ({exc}); `make test` installs it where it can be had")
        raise


def shell(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Stand-ins for packages whose `__init__` pulls in a GPU stack; their modules are still the real ones."""
    spec = importlib.util.find_spec(names[0])
    if spec is None or not spec.submodule_search_locations:
        cannot_be_had(f"{names[0]} is not installed; `make test` installs it where it can be had")
        return
    root = Path(next(iter(spec.submodule_search_locations))).parent
    for name in names:
        module = ModuleType(name)
        module.__path__ = [str(root / Path(*name.split(".")))]
        monkeypatch.setitem(sys.modules, name, module)


def stand_in(monkeypatch: pytest.MonkeyPatch, name: str, **values: Any) -> None:
    """A module of which only these values are asked, and whose own imports are not installed."""
    module = ModuleType(name)
    vars(module).update(values)
    monkeypatch.setitem(sys.modules, name, module)


def tokenizer() -> Any:
    """A real tokenizer of `transformers` over bytes, with Qwen's own chat template as TRL carries it."""
    tokenizers, transformers, trl = need("tokenizers"), need("transformers"), need("trl")
    letters = sorted(tokenizers.pre_tokenizers.ByteLevel.alphabet())
    plain = tokenizers.Tokenizer(tokenizers.models.BPE(vocab={c: i for i, c in enumerate(letters)}, merges=[]))
    plain.pre_tokenizer = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    plain.decoder = tokenizers.decoders.ByteLevel()
    made = transformers.PreTrainedTokenizerFast(
        tokenizer_object=plain, eos_token="<|im_end|>", additional_special_tokens=["<|im_start|>"]
    )
    made.chat_template = (templates_of(trl) / "qwen3.jinja").read_text()
    return made


def templates_of(trl: ModuleType) -> Path:
    """The folder of chat templates of well-known models that TRL carries."""
    return Path(str(trl.__file__)).parent / "chat_templates"
