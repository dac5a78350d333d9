"""Chain, world and seed to a dialogue plan: calls first, words last."""
