"""A dialogue as a person reads it."""

from __future__ import annotations

import json

import click

from toolgraph.models.dialogue import Dialogue, Message

_LONGEST = 200


def show_dialogue(dialogue: Dialogue) -> None:
    """Print who is speaking, what is said, called and answered."""
    plan = dialogue.plan
    click.secho(f"{plan.persona.name}, {plan.persona.role}: {plan.goal}", bold=True)
    for message in dialogue.messages:
        if message.role == "tool":
            click.secho(f"    -> {_short(message.content or '')}", dim=True)
            continue
        for call in message.tool_calls:
            arguments = ", ".join(f"{k}={json.dumps(v, ensure_ascii=False)}" for k, v in call.arguments.items())
            click.secho(f"    {call.name}({_short(arguments)})", fg="cyan")
        _say(message)


def _say(message: Message) -> None:
    colours = {"user": "green", "assistant": None, "system": "yellow"}
    if message.content:
        click.secho(f"{message.role}: {message.content}", fg=colours[message.role])


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
