"""What a judge says."""
from dataclasses import asdict, dataclass

FATAL = "fatal"
WARNING = "warning"


class MissingJudge(Exception):
    """A judge is not installed, so nothing can be said in its name."""


@dataclass(frozen=True)
class Finding:
    """One thing a judge has to say about an invoice."""

    rule: str
    severity: str
    message: str
    place: str = ""


@dataclass(frozen=True)
class Verdict:
    """All that one judge has to say about one invoice."""

    file: str
    judge: str
    version: str
    findings: tuple

    @property
    def valid(self):
        """Warnings do not make an invoice invalid."""
        return all(finding.severity != FATAL for finding in self.findings)

    def as_json(self):
        return {
            "file": self.file,
            "judge": self.judge,
            "version": self.version,
            "valid": self.valid,
            "findings": [asdict(finding) for finding in self.findings],
        }
