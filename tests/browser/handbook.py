"""The pictures of CONTRIBUTING.zh-CN.md, from the editor as it is: python -m tests.browser.handbook"""

from __future__ import annotations

import io
import subprocess
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from ..cms import turn_on
from .editor import choose_picture, enter, fill, opened_editor, save, scroll_to, write_text
from .project import REPOSITORY, copy_project, environment, gazette
from .served import serve

FOLDER = REPOSITORY / ".github/handbook"
_WIDTH, _HEIGHT = 1000, 640


def main() -> None:
    """Writes every picture anew."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        project = turn_on(copy_project(Path(folder) / "project"))
        subprocess.run(gazette("build", "--no-search", "--root", str(project)), env=environment(), check=True)
        picture = Path(folder) / "shili.jpg"
        Image.new("RGB", (400, 300), (178, 34, 34)).save(picture)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        with serve(project / "site") as site, opened_editor(browser, site.base, project, _WIDTH, _HEIGHT) as page:
            _write(page, picture)


def _write(page: Page, picture: Path) -> None:
    _keep(page, "1-kaishi")
    enter(page)
    _keep(page, "2-liebiao")
    page.get_by_role("button", name="创建新条目").click()
    page.get_by_role("textbox", name="标题", exact=True).fill("示例")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("个字段存在错误")).to_be_visible()
    _keep(page, "6-cuowu")
    page.get_by_role("button", name="取消编辑").click()
    if page.get_by_role("dialog").count():
        page.get_by_role("dialog").get_by_role("button").first.click()
    fill(page)
    page.mouse.move(300, 400)
    page.mouse.wheel(0, -3000)
    _keep(page, "3-biaodan")
    scroll_to(page, "正文")
    write_text(page)
    _keep(page, "4-zhengwen")
    choose_picture(page, picture, lambda: _keep(page, "5-tupian"))
    save(page)
    _keep(page, "7-baocun")


def _keep(page: Page, name: str) -> None:
    """A picture of what is in sight, small enough for a repository."""
    page.wait_for_timeout(700)
    Image.open(io.BytesIO(page.screenshot())).convert("RGB").save(FOLDER / f"{name}.webp", quality=72, method=6)


if __name__ == "__main__":
    main()
