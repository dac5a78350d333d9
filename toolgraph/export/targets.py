"""All targets by name."""

from __future__ import annotations

from toolgraph.export import axolotl, bfcl, hermes, llamafactory, openai_chat, parquet, preference, tau2, trl, xlam
from toolgraph.export.target import Target

TARGETS: dict[str, Target] = {
    t.name: t
    for t in (
        openai_chat.TARGET,
        trl.TARGET,
        hermes.TARGET,
        llamafactory.TARGET,
        axolotl.TARGET,
        xlam.TARGET,
        bfcl.TARGET,
        tau2.TARGET,
        parquet.TARGET,
        preference.TARGET,
    )
}
