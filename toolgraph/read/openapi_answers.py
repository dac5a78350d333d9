"""What a call of an OpenAPI operation gives back: its result, and the ways in which it fails."""

from __future__ import annotations

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.models.spec import ErrorResponse
from toolgraph.read.api import Api, object_of, text_of
from toolgraph.read.openapi_inputs import choose_media, media_examples, with_examples
from toolgraph.schema import plain, spread
from toolgraph.schema.values import NOTHING

_MOST_ERRORS = 8


def read_result(api: Api, responses: dict[str, JsonObject]) -> JsonObject | None:
    """Schema of the first 2xx response that has a JSON body; None when there is none.

    `default` counts only where no 2xx is declared.
    """
    good = sorted(status for status in responses if status.startswith("2"))
    for status in good or (["default"] if "default" in responses else []):
        response = responses[status]
        if "schema" in response:  # Swagger 2
            schema = api.given.tidy(response["schema"])
            example = _swagger_example(response)
            return schema if example is NOTHING else spread(schema, example)
        media = choose_media(response.get("content"), ())
        if media is not None and media.get("schema") not in (None, {}):
            return with_examples(api.given.tidy(media["schema"]), media, api.scope)
    return None


def read_errors(api: Api, responses: dict[str, JsonObject]) -> tuple[ErrorResponse, ...]:
    """The declared 4xx and 5xx responses, by status; `default` beside a 2xx stands for 400 if it is all there is."""
    bad = sorted(status for status in responses if status[:1] in {"4", "5"})
    if not bad and "default" in responses and len(responses) > 1:
        bad = ["default"]
    read = [_error(api, status, responses[status]) for status in bad]
    by_status = {error.status: error for error in reversed(read)}
    return tuple(by_status[status] for status in sorted(by_status)[:_MOST_ERRORS])


def _error(api: Api, written: str, response: JsonObject) -> ErrorResponse:
    status = int(written) if written.isdecimal() and 400 <= int(written) <= 599 else 500 if written[0] == "5" else 400
    schema: JsonObject | None = None
    examples: list[JsonValue] = []
    if "schema" in response:
        schema = api.given.tidy(response["schema"])
        example = _swagger_example(response)
        examples = [] if example is NOTHING else [example]
    elif (media := choose_media(response.get("content"), ())) is not None:
        schema = api.given.tidy(media.get("schema"))
        examples = media_examples(media, api.scope)
    return ErrorResponse(
        status=status,
        description=text_of(response.get("description")),
        schema_=schema or None,
        example=examples[0] if examples else None,
    )


def _swagger_example(response: JsonObject) -> JsonValue:
    examples = object_of(response.get("examples"))
    return plain(examples["application/json"]) if "application/json" in examples else NOTHING
