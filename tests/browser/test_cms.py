"""The editor in a browser: what is written through its forms is what the press takes, and nothing goes to anyone else."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from ..cms import turn_on
from .editor import COLUMN, TITLE, enter, fill, opened_editor, save, scroll_to, write_text
from .folder import take
from .project import copy_project, environment, gazette
from .served import Served, serve


class Desk(NamedTuple):
    """A project to write in, and the site with the editor."""

    project: Path
    site: Served


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The repository's own content with the editor; its project lies around it."""
    project = turn_on(copy_project(tmp_path_factory.mktemp("desk") / "project"))
    _press(project, "build", "--no-search")
    with serve(project / "site") as site:
        yield site


@pytest.fixture
def desk(served: Served, tmp_path: Path) -> Desk:
    """The same content once more, to write in, with what the first build has cached."""
    project = turn_on(copy_project(tmp_path / "project"))
    shutil.copytree(served.folder.parent / ".cache", project / ".cache")
    return Desk(project, served)


def _press(project: Path, *arguments: str) -> None:
    done = subprocess.run(gazette(*arguments, "--root", str(project)), env=environment(), capture_output=True, text=True,
                          encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_item_is_written_saved_checked_and_built(desk: Desk, browser: Browser) -> None:
    """No request leaves this machine, and what Sveltia would ask of others its policy refuses."""
    with opened_editor(browser, desk.site.base, desk.project) as page:
        gone, refused = _watch(page, desk.site.base)
        page.reload()
        enter(page)
        fill(page)
        write_text(page)
        save(page)
        [item] = take(page, desk.project)
    assert gone == []
    assert {re.sub(r"^https://([^/]+)/.*", r"\1", address) for address in refused} <= {"cdn.jsdelivr.net", "www.githubstatus.com"}
    assert re.fullmatch(r"news/\d{4}/\d\d/\d\d-shequ-huodong\.md", item)
    _press(desk.project, "check")
    text = (desk.project / item).read_text("utf-8")
    assert f"title: {TITLE}\n" in text
    assert f"column: {COLUMN}\n" in text
    assert text.endswith("---\n\n第一段写什么事、在哪里。\n\n## 小标题\n\n- 第一条\n")
    _press(desk.project, "build", "--no-search")
    site = desk.project / "site"
    shown = (site / item).with_suffix(".html").read_text("utf-8")
    assert TITLE in shown


def _watch(page: Page, base: str) -> tuple[list[str], list[str]]:
    """Two lists that fill: what was asked of other hosts, and what the page's policy refused before it was."""
    gone: list[str] = []
    refused: list[str] = []

    def outside(request: Request) -> bool:
        return not request.url.startswith((base, "data:", f"blob:{base.split('/any/')[0]}"))

    page.on("requestfinished", lambda one: gone.append(one.url) if outside(one) else None)
    page.on("requestfailed", lambda one: (refused if one.failure == "csp" else gone).append(one.url) if outside(one) else None)
    return gone, refused


def test_what_is_not_touched_stays_as_it_was(desk: Desk, browser: Browser) -> None:
    """A sentence more at the end of an item with a table: its text is the same before that, its head means the same."""
    with opened_editor(browser, desk.site.base, desk.project) as page:
        enter(page)
        page.get_by_text("75项任务挂单销号").click()
        scroll_to(page, "正文")
        page.get_by_role("textbox", name="正文").click()
        page.keyboard.press("Control+End")
        page.keyboard.type("又记一句。")
        path = "news/2026/11/24-task-ledger.md"
        before = (desk.project / path).read_text("utf-8")
        save(page)
        assert take(page, desk.project) == [path]
    after = (desk.project / path).read_text("utf-8")
    assert "| --- |" in before
    assert after.split("---\n", 2)[2] == before.split("---\n", 2)[2].rstrip("\n") + "又记一句。\n"
    _press(desk.project, "check")


def test_a_form_with_gaps_is_not_saved(desk: Desk, browser: Browser) -> None:
    """What the press would refuse at once the form says in Chinese."""
    with opened_editor(browser, desk.site.base, desk.project) as page:
        enter(page)
        page.get_by_role("button", name="创建新条目").click()
        page.get_by_role("group", name="Slug").get_by_role("textbox").fill("bad_name")
        page.get_by_role("button", name="保存", exact=True).click()
        expect(page.get_by_text("只用小写字母、数字和减号").first).to_be_visible()
        expect(page.get_by_role("textbox", name="标题", exact=True)).to_have_attribute("aria-invalid", "true")
        assert take(page, desk.project) == []


def test_a_longer_text_of_a_station(desk: Desk, browser: Browser) -> None:
    """It becomes docs/stations/<id>.md, without a head, and stands on the station's page."""
    with opened_editor(browser, desk.site.base, desk.project) as page:
        enter(page)
        page.get_by_text("站点详情", exact=True).first.click()
        page.get_by_text("万达广场党群服务站").first.click()
        page.get_by_role("textbox", name="正文").click()
        page.keyboard.type("示例：这里写站点的详情。")
        save(page)
        (path,) = take(page, desk.project)
    assert re.fullmatch(r"docs/stations/[a-z0-9]+\.md", path)
    assert (desk.project / path).read_text("utf-8") == "示例：这里写站点的详情。\n"
    _press(desk.project, "build", "--no-search")
    page_of_it = (desk.project / "site" / path.removeprefix("docs/")).with_suffix(".html")
    assert "示例：这里写站点的详情。" in page_of_it.read_text("utf-8")
