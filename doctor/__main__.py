"""`make doctor`: shows what it will send, asks, sends it, says what is as assumed, and writes the report."""

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from doctor import openapi, plan, report, words
from doctor.account import Leave, NotUsable, Prompt, asked_for, is_address
from doctor.assumptions import Value
from doctor.conversation import Bounds, Clock, Conversation
from doctor.findings import INTERRUPTED, Finding, Verdict, Visit, visit
from doctor.steps import Step
from doctor.words import LANGUAGES, Language

FINE, DIFFERENT, NOT_STARTED, NO_ANSWERS = 0, 1, 2, 3

Say = Callable[[str], None]


def main(
    arguments: Sequence[str] | None = None,
    environment: Mapping[str, str] = os.environ,
    *,
    ask: Prompt = input,
    ask_unseen: Prompt = getpass.getpass,
    say: Say = print,
    clock: Clock | None = None,
    bounds: Bounds | None = None,
) -> int:
    """The exit code; see docs/personio-as-assumed.md."""
    wanted = _parser().parse_args(arguments)
    language: Language = wanted.language
    try:
        leave = _leave(wanted, language)
        account = asked_for(environment, ask, ask_unseen, language, alone=wanted.yes)
        steps = plan.planned(account, leave)
        say(plan.shown(steps, account, language))
        if not wanted.yes and not _agreed(ask, language):
            say(words.STOPPED.of(language))
            return NOT_STARTED
    except NotUsable as why:
        say(str(why))
        return NOT_STARTED

    def progress(what: Step | float) -> None:
        waits = words.WAITS.of(language)
        say(f"· {what.sent.of(language)}" if isinstance(what, Step) else waits.format(seconds=round(what)))

    clock, bounds = clock or Clock(), bounds or Bounds()
    talk = Conversation(account, leave, steps, clock=clock, bounds=bounds, progress=progress)
    visited = visit(talk)
    report.write(report.document(visited, talk, datetime.now(UTC)), wanted.report)
    _tell(visited, talk, wanted.report, language, say)
    return _code(visited)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="make doctor", description="Asks a real Personio account what this project only assumes of it."
    )
    parser.add_argument("--language", choices=LANGUAGES, default="de")
    parser.add_argument("--yes", action="store_true", help="no question before it starts")
    parser.add_argument("--report", type=Path, default=Path("report.json"), metavar="FILE")
    parser.add_argument("--openapi", type=Path, metavar="FILE", help="Personio's published description of v2")
    parser.add_argument("--limit", action="store_true", help="ask until Personio limits it")
    parser.add_argument("--create", action="store_true", help="create applicants; needs the next two")
    parser.add_argument("--position", type=int, action="append", default=[], metavar="ID")
    parser.add_argument("--email", default="", metavar="ADDRESS")
    return parser


def _leave(wanted: argparse.Namespace, language: Language) -> Leave:
    """What the arguments allow.

    Raises:
        NotUsable: --create, --position and --email do not stand together, or the description is unreadable.
    """
    together = (wanted.create, len(wanted.position) in (1, 2), is_address(wanted.email))
    if any((wanted.create, wanted.position, wanted.email)) and not all(together):
        raise NotUsable(words.CREATE_NEEDS.of(language))
    try:
        described = openapi.read(wanted.openapi) if wanted.openapi else None
    except ValueError:
        raise NotUsable(words.UNREADABLE.of(language).format(file=wanted.openapi)) from None
    return Leave(
        create=wanted.create,
        positions=tuple(wanted.position),
        email=wanted.email,
        limit=wanted.limit,
        described=described,
    )


def _agreed(ask: Prompt, language: Language) -> bool:
    try:
        return ask(words.GO_ON.of(language)).strip().lower().startswith(words.YES.of(language))
    except EOFError:
        return False


def _tell(visited: Visit, talk: Conversation, file: Path, language: Language, say: Say) -> None:
    say("")
    for finding in visited.findings:
        row = finding.row
        say(f"{finding.verdict} {row.number:<4}{row.claim.of(language)} {_told(finding, language)}")
    say("")
    if visited.alarm:
        sentence = words.INTERRUPTED if visited.alarm == INTERRUPTED else words.ALARM
        say(sentence.of(language).format(step=visited.alarm))
    for fault in visited.faults:
        say(words.FAULT.of(language).format(fault=fault))
    left = dict.fromkeys(step.leaves.of(language) for step in talk.done if step.leaves)
    if left:
        say("\n  - ".join((words.LEFT_BEHIND.of(language), *left)))
    if talk.leave.create or visited.alarm:
        say(words.DELETE.of(language))
    verdicts = [finding.verdict for finding in visited.findings]
    if not _answered(visited):
        say(words.NO_ANSWERS.of(language))
    say(
        words.SUMMARY.of(language).format(
            same=verdicts.count(Verdict.SAME),
            different=verdicts.count(Verdict.DIFFERENT),
            unknown=verdicts.count(Verdict.OPEN),
            file=file,
        )
    )


def _told(finding: Finding, language: Language) -> str:
    assumed = _value(finding.row.assumed, language)
    if finding.observed is None:
        reason = finding.row.why_not or words.REASONS[finding.why]
        return f"– {words.ASSUMED.of(language).format(assumed=assumed)}; {reason.of(language)}"
    observed = _value(finding.observed, language)
    if finding.verdict is Verdict.SAME:
        return observed
    return words.DIFFERENT.of(language).format(assumed=assumed, observed=observed)


def _value(value: Value, language: Language) -> str:
    return words.VALUES[value].of(language) if isinstance(value, bool) else f"{value}"


def _answered(visited: Visit) -> bool:
    return any(finding.observed is not None for finding in visited.findings)


def _code(visited: Visit) -> int:
    if visited.alarm or any(finding.verdict is Verdict.DIFFERENT for finding in visited.findings):
        return DIFFERENT
    return FINE if _answered(visited) else NO_ANSWERS


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
