"""Graph and seed to chains: motif queries list candidates, seeded choices pick, links bind."""

from __future__ import annotations

from toolgraph.sample.cover import cover_chains
from toolgraph.sample.draw import sample_chains
from toolgraph.sample.motif import MOTIFS, Motif, load_motif
from toolgraph.sample.request import Drawn, SampleRequest
from toolgraph.sample.view import GraphView

__all__ = ["MOTIFS", "Drawn", "GraphView", "Motif", "SampleRequest", "cover_chains", "load_motif", "sample_chains"]
