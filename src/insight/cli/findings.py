"""Findings of the linter as a terminal, another program, or a code review on GitHub wants them."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from attrs import frozen

from insight.errors import Finding, Severity
from insight.loading import to_dict
from insight.loading.writing import FORMAT, dump


@frozen
class Found:
    """A finding, and the file or id that was named; nothing for the catalog."""

    name: str
    finding: Finding

    @property
    def file(self) -> str:
        """Where it is: what was named, or a file beside it."""
        return Path(self.name).with_name(self.finding.file).as_posix() if self.finding.file else self.name


def as_text(found: Iterable[Found]) -> str:
    """A line for each: file, line, severity, place, what is wrong, what would be right, the rule."""
    return "".join(f"{text_line(each)}\n" for each in found)


def text_line(each: Found) -> str:
    """A finding in a line, in the form that editors jump by."""
    finding = each.finding
    where = ":".join(filter(None, (each.file, str(finding.line or ""))))
    told = ": ".join(filter(None, (where, str(finding.severity), finding.place, finding.message)))
    return f"{told}{remedy(finding)} [{finding.id}]"


def remedy(finding: Finding) -> str:
    """What would be right, as the end of a sentence."""
    return f"; {finding.remedy}" if finding.remedy else ""


def as_json(found: Iterable[Found]) -> str:
    """A table with a list of findings, each with its file."""
    told = []
    for each in found:
        fields = {name: value for name, value in to_dict(each.finding).items() if name not in {"format", "kind"}}
        told.append(fields | ({"file": each.file} if each.file else {}))
    return dump({"format": FORMAT, "kind": "findings", "findings": told}, indent=2) + "\n"


def as_github(found: Iterable[Found]) -> str:
    """A workflow command for each, which GitHub shows beside the line."""
    return "".join(f"{github_line(each)}\n" for each in found)


def github_line(each: Found) -> str:
    """A finding as a workflow command."""
    finding = each.finding
    told = {"file": each.file, "line": str(finding.line or ""), "title": finding.id}
    properties = ",".join(f"{name}={escape(value, ':,')}" for name, value in told.items() if value)
    message = ": ".join(filter(None, (finding.place, finding.message)))
    return f"::{GITHUB[finding.severity]} {properties}::{escape(message + remedy(finding))}"


GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def escape(text: str, also: str = "") -> str:
    """*text* with what a workflow command reads as its own written as a percentage code."""
    return "".join(f"%{ord(char):02X}" if char in "%\r\n" + also else char for char in text)


FORMATS: Mapping[str, Callable[[Iterable[Found]], str]] = {"text": as_text, "json": as_json, "github": as_github}
