"""toolgraph: tool specs as a graph, and checked tool-calling dialogues sampled from it."""
