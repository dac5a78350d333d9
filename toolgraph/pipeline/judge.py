"""A model's opinion of a sample of dialogues, twice over, and how far the two agree.

For looking at data: no stage reads it, and no dialogue is kept or dropped for it.
"""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

import toolgraph
from toolgraph.errors import ConfigError, RecordError
from toolgraph.ids import rng_for
from toolgraph.llm.answers import Ask, Asked, ask_until
from toolgraph.llm.judge import CRITERIA, PASSES, RATINGS, JudgeQuestion, Rating, judge_prompts
from toolgraph.models.base import Artefact, JsonObject
from toolgraph.models.dialogue import Dialogue
from toolgraph.pipeline.asking import SPEND, Answered, AskReport, Estimate, ask_all, estimated, terms_of
from toolgraph.pipeline.wording import Access
from toolgraph.report.agreement import Agreement, agreement
from toolgraph.runs import Run, read_records

Progress = Callable[[str, int, int], None]
_DONE, _FALLEN = "judgements", "rejected"
_ANSWER = 90  # tokens of a good answer, about


class JudgeRequest(Artefact):
    """Which dialogues are judged.

    Attributes:
        sample: How many, drawn by the seed; all where there are fewer.
    """

    sample: int = 50
    seed: int = 0


class Judgement(Artefact):
    """One line a dialogue: what both passes say of it.

    Attributes:
        line: In the file of dialogues, from 1.
    """

    dialogue: str
    line: int
    first: Rating
    second: Rating
    model: str
    attempts: int
    prompt_tokens: int
    completion_tokens: int
    repaired: bool = False


class Unjudged(Artefact):
    """A dialogue of which a pass gave no answer that passed."""

    dialogue: str
    line: int
    codes: tuple[str, ...]
    detail: str = ""
    attempts: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0


class JudgeReport(AskReport):
    """What a run found; also its manifest.

    Attributes:
        asked: Dialogues of the sample that were dealt with; `kept` and `rejected` together.
        criteria: Agreement of the two passes, by criterion; empty when nothing was kept.
    """

    criteria: dict[str, Agreement] = {}


class _Job(NamedTuple):
    line: int
    dialogue: Dialogue


def judge(
    dialogues: Path,
    request: JudgeRequest,
    folder: Path,
    *,
    access: Access,
    resume: bool = True,
    progress: Progress = lambda *_: None,
) -> JudgeReport:
    """Let a model rate a sample of dialogues twice, into a run folder.

    Args:
        dialogues: A file of dialogues, or the run folder of one.

    Raises:
        RecordError: The file cannot be read, or a line of the sample is no dialogue.
        ConfigError: The folder holds another run.
        ModelError: The endpoint does not answer, or refuses key or model; what was finished is kept.
        MissingExtra: The `openai` package is not installed.
    """
    path = _file(dialogues)
    config = {**request.model_dump(mode="json"), "dialogues": _digest(path), "toolgraph": toolgraph.__version__}
    config |= terms_of(access, prompts=judge_prompts())
    began = time.perf_counter()
    with Run(folder, config, (_DONE, _FALLEN, SPEND), resume=resume) as run:
        if run.manifest is not None:
            return JudgeReport.model_validate({**run.manifest["counts"], "folder": folder})
        left = run.mend()
        resumed = left[_DONE] + left[_FALLEN]
        sample = sampled(path, request)
        done = [resumed]

        def written() -> None:
            done[0] += 1
            progress("judging", done[0], len(sample))

        dealt_with = {r.line for r in read_records(run.path(_DONE), Judgement)}
        dealt_with |= {r.line for r in read_records(run.path(_FALLEN), Unjudged)}
        jobs = _jobs(path, [line for line in sample if line not in dealt_with])
        took = ask_all(run, access, jobs, _Judge(access).work, about=about_of(access), written=written)
        if took.halted is not None and took.halted.fatal:
            raise took.halted.error(access)
        report = JudgeReport(
            folder=folder,
            **_counted(run)._asdict(),
            halted=took.halted.detail if took.halted else "",
            resumed=resumed,
            seconds=round(time.perf_counter() - began, 2),
            spent=took.spent,
            limited=took.limited,
            failed=took.failed,
            cached=took.cached,
        )
        if took.halted is None:
            counts = report.model_dump(mode="json", exclude={"folder", "seconds", "resumed", "halted"})
            run.finish({"config": run.config, "counts": counts})
        return report


class _Judge:
    def __init__(self, access: Access) -> None:
        self._access = access

    def work(self, ask: Ask, job: _Job) -> Answered:
        """Both passes of one dialogue."""
        asked = Asked()
        ratings: list[Rating] = []
        for number in range(PASSES):
            question = JudgeQuestion(job.dialogue, number)
            one = ask_until(ask, question, self._access.manner.attempts)
            if one.halts:
                return Answered(one, 0)
            asked = asked.plus(one)
            if question.rating is None:
                return Answered(asked, PASSES, _fallen(job, asked), _FALLEN)
            ratings.append(question.rating)
        made = Judgement(
            dialogue=job.dialogue.id,
            line=job.line,
            first=ratings[0],
            second=ratings[1],
            model=self._access.endpoint.model,
            attempts=asked.attempts,
            prompt_tokens=asked.prompt_tokens,
            completion_tokens=asked.completion_tokens,
            repaired=asked.repaired,
        )
        return Answered(asked, PASSES, made, _DONE)


def _fallen(job: _Job, asked: Asked) -> Unjudged:
    return Unjudged(
        dialogue=job.dialogue.id,
        line=job.line,
        codes=asked.codes,
        detail=asked.detail,
        attempts=asked.attempts,
        prompt_tokens=asked.prompt_tokens,
        completion_tokens=asked.completion_tokens,
    )


def about_of(access: Access) -> JsonObject:
    """What an estimate depends on, besides the endpoint."""
    return {"judge": list(CRITERIA), "attempts": access.manner.attempts, "prompts": judge_prompts()}


def judge_estimate(dialogues: Path, request: JudgeRequest, access: Access) -> Estimate:
    """Requests, tokens and cost of a run that has not begun, from its own prompts; asks no model.

    Raises:
        RecordError: The file cannot be read, or a line of the sample is no dialogue.
    """
    path = _file(dialogues)
    jobs = list(_jobs(path, sampled(path, request)))
    sizes = [(JudgeQuestion(job.dialogue, n).request((), 0), _ANSWER) for job in jobs for n in range(PASSES)]
    return estimated(access, sizes, jobs=len(jobs), about=about_of(access))


def sampled(path: Path, request: JudgeRequest) -> list[int]:
    """The lines of a sample, from 1, in order; the same for the same file and seed."""
    with path.open("rb") as lines:
        full = [number for number, line in enumerate(lines, 1) if line.strip()]
    if len(full) <= request.sample:
        return full
    return sorted(rng_for(request.seed, "judge").sample(full, request.sample))


def _file(dialogues: Path) -> Path:
    path = dialogues / "dialogues.jsonl" if dialogues.is_dir() else dialogues
    if not path.is_file():
        raise ConfigError(f"There is no {path}.", "Name a JSONL file of dialogues, or a run folder of `synth`.")
    return path


def _digest(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()[:16]


def _jobs(path: Path, wanted: Iterable[int]) -> Iterator[_Job]:
    left = set(wanted)
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if number in left:
                try:
                    yield _Job(number, Dialogue.model_validate_json(line))
                except ValidationError as exc:
                    first = exc.errors()[0]
                    raise RecordError(
                        f"{path}, line {number}: {'.'.join(map(str, first['loc'])) or 'the line'}: {first['msg']}.",
                        "Give JSON Lines of dialogues, as `synth` and `generate` write them.",
                    ) from exc


class _Counted(NamedTuple):
    asked: int
    kept: int
    rejected: int
    criteria: dict[str, Agreement]
    reasons: dict[str, int]


def _counted(run: Run) -> _Counted:
    made = list(read_records(run.path(_DONE), Judgement))
    fallen = list(read_records(run.path(_FALLEN), Unjudged))
    reasons = Counter(code for r in fallen for code in r.codes)
    found: dict[str, Agreement] = {}
    for name in CRITERIA:
        if both := agreement(((getattr(j.first, name), getattr(j.second, name)) for j in made), RATINGS):
            found[name] = both
    return _Counted(len(made) + len(fallen), len(made), len(fallen), found, dict(sorted(reasons.items())))
