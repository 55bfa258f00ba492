"""The HTML of every page of the repository's own site and of the sample, by the Nu Html Checker of the W3C and by html-validate."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.kinds import SAMPLE_KINDS

from .project import REPOSITORY
from .served import Served

_PACKAGES = REPOSITORY / "node_modules"
# What the Nu Html Checker says and the site keeps, with the reason.
_ACCEPTED = {
    # It reads files, for which 'self' in a policy means nothing; what a browser says on http is asked in test_pages and test_nginx.
    r"(Resource|Inline script) violates Content Security Policy": "warning",
    # Markdown writes pictures and breaks in XHTML's way, which HTML allows; every attribute before the slash is quoted.
    r"Trailing slash on void elements has no effect": "",
}


@pytest.fixture(scope="module")
def pages(site: Served, sample_site: Path) -> list[Path]:
    """All pages of both sites."""
    found = [path for folder in (site.folder, sample_site) for path in sorted(folder.rglob("*.html"))]
    assert {sample_site / path for path in SAMPLE_KINDS.values()} < set(found)
    return found


def _run(*command: str | Path) -> Any:
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.stdout, done.stderr
    return json.loads(done.stdout)


def _is_accepted(message: dict[str, Any]) -> bool:
    return any(re.match(pattern, message["message"]) and message.get("subType", "") == kind for pattern, kind in _ACCEPTED.items())


def test_nu_html_checker_finds_nothing(pages: list[Path]) -> None:
    """Neither an error nor a warning besides those accepted above."""
    java = shutil.which("java")
    assert java, "the test of HTML needs Java: .ci/browser"
    # One start for all pages: it takes longer than to check them.
    said = _run(java, "-jar", _PACKAGES / "vnu-jar/build/dist/vnu.jar", "--format", "json", "--stdout", "--exit-zero-always", *pages)
    assert [f"{one.get('url')}:{one.get('lastLine')}: {one['message']}" for one in said["messages"] if not _is_accepted(one)] == []


def test_html_validate_finds_nothing(pages: list[Path]) -> None:
    """By its rules for the standard: elements, attributes, their values, labels, references."""
    said = _run(_PACKAGES / ".bin/html-validate", "--config", Path(__file__).with_name("htmlvalidate.json"), "--formatter", "json", *pages)
    assert [f"{file['filePath']}:{one['line']}: {one['ruleId']} {one['message']}" for file in said for one in file["messages"]] == []
