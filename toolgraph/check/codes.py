"""What each code means, in one sentence; the README's list is made from this."""

from __future__ import annotations

CODES = {
    # roles and ids
    "role_order": "A message stands where another role must speak.",
    "ends_open": "The dialogue does not end with the assistant's words.",
    "empty_text": "Somebody says nothing.",
    "id_reused": "Two calls have one id.",
    "call_unanswered": "A call is not answered before anything else is said.",
    "answer_order": "The answers to calls made at once come in another order.",
    "answer_stray": "An answer to a call that nobody made.",
    "answer_early": "An answer stands before its call.",
    "answer_name": "An answer names another tool than its call.",
    "answer_repeated": "A call is answered twice.",
    # schemas
    "tool_unknown": "A call of a tool that is not offered.",
    "argument_missing": "A required argument is not there.",
    "argument_unknown": "An argument that the tool does not have.",
    "argument_invalid": "An argument that its schema refuses.",
    "result_not_json": "A result that is no JSON text.",
    "result_invalid": "A result that the tool's schema refuses.",
    # values
    "value_invented": "A value that nothing before the call brings.",
    "value_early": "A value that is brought only after the call.",
    "value_elsewhere": "A value that its provenance says comes from where it does not.",
    "provenance_stray": "A provenance entry that belongs to no argument, or to another value.",
    "provenance_missing": "A value without provenance (a warning: something brings it).",
    "value_composed": "In dialogues of others: a text put together from known words (a warning).",
    "choice_unsaid": "In dialogues of others: a boolean that nobody asked for (a warning).",
    # sense
    "result_inconsistent": "A thing has other attributes than in an earlier result, and nothing was written.",
    "entity_unsaid": "A value of one thing in a list, while the user's words single out another (a warning).",
    "call_repeated": "The same question is asked again, with nothing in between (a warning).",
    "ends_equal": "From a place to the same place, from a currency to itself (a warning in dialogues of others).",
    "ends_reversed": "Something ends before it starts (a warning in dialogues of others).",
    "point_torn": "The latitude of one thing with the longitude of another (a warning in dialogues of others).",
    "plan_turns": "The user speaks elsewhere than planned.",
    "plan_calls": "A turn makes other calls than planned.",
    "act_broken": "A turn does what its act does not: a call in chit-chat, a clarification of no question.",
    "wrong_call_uncorrected": "A wrong call (weight 0) is not put right.",
    "clock_unshown": "The system message does not tell the date.",
    "fact_unshown": "The system message does not give a fact of the plan.",
    # words
    "placeholder": "A hole that was to be filled (`<name>`, `{{date}}`, `[City]`, TODO).",
    "instruction_leaked": "Words that were meant for the model, or say that it is one.",
    "name_leaked": "The user says a name that only the tools know.",
    "reply_ungrounded": "The assistant says a number, id or e-mail that nothing has brought (a warning).",
    "reply_contradicts": "A result says that the deed was not done, and the assistant does not (a warning).",
    "reply_raw": "The assistant says a name that only the tools know (a warning).",
}
