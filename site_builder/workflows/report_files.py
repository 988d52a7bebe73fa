"""The report of an import as the files that are kept beside its sources: a page for people, and one for programs."""

from __future__ import annotations

from site_builder.workflows.import_base import FOLDER
from site_builder.workflows.import_report import ImportReport
from site_builder.workflows.report_page import report_page


def report_files(report: ImportReport, language: str) -> dict[str, bytes]:
    """Name in the issue's folder → bytes; named by the first and the last page of the run."""
    pages = sorted({one.id.partition("-")[0] for one in report.articles})
    name = "-".join(dict.fromkeys((pages[0], pages[-1]))) if pages else "0"
    return {
        f"{FOLDER}/report-{name}.{kind}": written(report, kind, language).encode("utf-8", "replace")
        for kind in ("html", "json")
    }


def written(report: ImportReport, kind: str, language: str) -> str:
    """The report in the form that a file's ending asks for; JSON where it asks for none."""
    match kind:
        case "html" | "htm":
            return report_page(report, language)
        case "txt" | "text":
            return report.text(language) + "\n"
        case _:
            return report.json() + "\n"
