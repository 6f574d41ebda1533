"""Recommendations, causes of concern, areas for improvement and required actions of a report."""

from ingest.findings.found import FoundFinding
from ingest.findings.recognise import find_findings
from ingest.findings.tie import tie

__all__ = ["FoundFinding", "find_findings", "tie"]
