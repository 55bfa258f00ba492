"""Pictures in a whole site: what is published and what stays at home, and that builds agree."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

import pytest
from gazette.fixed_zip import unpack
from lxml import etree

from tests.photos import CAMERA, decode, photo
from tests.sample import build_sample, run, sample_project, tree

_FOLDER = "news/2026/03"
_ITEM = """---
title: 有照片的示例
date: 2026-03-08 09:00
column: 示例栏目一
source: 示例来源
editor: 示例编辑
image: 08-lead.jpg
image_alt: 示例题图
image_credit: 示例作者
attachments: [08-plan.png]
pinned: true
---

正文。

![竖图](08-tall.jpg "示例说明")

![示意图](../../../docs/sketch.png)
"""


class _Built(NamedTuple):
    project: Path
    files: dict[str, bytes]


def picture_project(target: Path) -> Path:
    """The sample project with kits, drawn pictures, an item with photos and a page with a sketch."""
    project = sample_project(target)
    config = project / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("og_pictures: false", "og_pictures: true").replace("press_kit: false", "press_kit: true"),
                      "utf-8")
    news = project / _FOLDER
    (news / "08-lead.jpg").write_bytes(photo(1800, 1200))
    (news / "08-tall.jpg").write_bytes(photo(900, 600, orientation=6))
    (news / "08-plan.png").write_bytes(photo(500, 400, "PNG"))
    (news / "08-photos.md").write_text(_ITEM, "utf-8")
    (project / "docs/sketch.png").write_bytes(photo(700, 300, "PNG"))
    about = project / "docs/about.md"
    about.write_text(about.read_text("utf-8") + '\n![示意图](sketch.png "一张示意图")\n', "utf-8")
    return project


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> _Built:
    """Built by one process; for looking only."""
    project = picture_project(tmp_path_factory.mktemp("pictures") / "project")
    return _Built(project, tree(build_sample(project, "--processes", "1")))


def test_two_builds_are_the_same_bytes(built: _Built, tmp_path: Path) -> None:
    """By two processes in another folder as by one."""
    assert tree(build_sample(picture_project(tmp_path / "other"), "--processes", "2")) == built.files


def test_nothing_of_a_camera_is_published(built: _Built) -> None:
    """In no file of the site; the kit alone has the pictures as they were handed in."""
    assert [path for path, content in built.files.items() if CAMERA.encode() in content and not path.endswith(".zip")] == []
    kit = unpack(built.files[f"{_FOLDER}/08-photos.zip"])
    assert kit["图片/01-08-lead.jpg"] == (built.project / _FOLDER / "08-lead.jpg").read_bytes()
    published = {path: decode(content).size for path, content in built.files.items() if path.startswith(f"{_FOLDER}/08-") and
                 path.endswith((".jpg", ".png", ".webp"))}
    lead, tall, plan = (f"{_FOLDER}/08-{name}" for name in ("lead.jpg", "tall.jpg", "plan.png"))
    assert published == {
        lead: (1600, 1067), f"{lead}.480.webp": (480, 320), f"{lead}.960.webp": (960, 640), f"{lead}.1600.webp": (1600, 1067),
        tall: (600, 900), f"{tall}.480.webp": (480, 720), f"{tall}.600.webp": (600, 900), plan: (500, 400),
        f"{plan}.480.webp": (480, 384), f"{plan}.500.webp": (500, 400)}


def test_pages_show_them(built: _Built) -> None:
    """In the item first the title picture with its credit, then those of the text; on a handwritten page; small in lists."""
    page = built.files[f"{_FOLDER}/08-photos.html"].decode()
    assert page.count('fetchpriority="high"') == 1
    assert ('<img src="08-lead.jpg" alt="示例题图" width="1600" height="1067" fetchpriority="high" decoding="async"></picture>'
            "<figcaption>示例题图（示例作者）</figcaption></figure>") in page
    assert '<img alt="竖图" src="08-tall.jpg" width="600" height="900" loading="lazy" class="gz-tall" decoding="async">' in page
    assert "<figcaption>示例说明</figcaption></figure>" in page
    assert 'srcset="../../../sketch.png.480.webp 480w, ../../../sketch.png.700.webp 700w"' in page
    about = built.files["about.html"].decode()
    assert 'src="sketch.png" width="700" height="300" fetchpriority="high"' in about
    assert "<figcaption>一张示意图</figcaption></figure>" in about
    card = f'<img class="gz-card__picture" src="../{_FOLDER}/08-lead.jpg.480.webp" alt="" width="480" height="320" loading="lazy" decoding="async">'
    assert card in built.files["columns/one.html"].decode()


def test_feeds_have_the_published_file(built: _Built) -> None:
    """Its length, its pixels, and addresses that exist."""
    base = "https://wanzhou.example/"
    item = next(one for one in etree.fromstring(built.files["feed.xml"]).iter("item") if one.findtext("title") == "有照片的示例")
    media = [(str(one.get("url")).removeprefix(base), int(one.get("fileSize") or 0), one.get("width"))
             for one in item.findall("{http://search.yahoo.com/mrss/}content")]
    lead = f"{_FOLDER}/08-lead.jpg"
    assert media[0] == (lead, len(built.files[lead]), "1600")
    assert all(length == len(built.files[path]) for path, length, _ in media)
    assert [one.get("length") for one in item.findall("enclosure")] == [str(len(built.files[lead]))]
    text = etree.HTML(item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded") or "")
    shown = [str(one.get("src")).removeprefix(base) for one in text.iter("img")]
    assert shown == [lead, f"{_FOLDER}/08-tall.jpg", "sketch.png"]
    assert set(shown) <= built.files.keys()


def test_what_is_shared(built: _Built) -> None:
    """The title picture, else the one drawn, each with its size; withdrawn items have neither."""
    def tags(name: str) -> dict[str, str]:
        metas = [(one.get("property") or one.get("name") or "", one.get("content") or "")
                 for one in etree.HTML(built.files[f"{_FOLDER}/{name}.html"]).iter("meta")]
        return {key: value for key, value in metas if key.startswith(("og:image", "twitter:"))}

    base = f"https://wanzhou.example/{_FOLDER}"
    assert tags("08-photos") == {
        "og:image": f"{base}/08-lead.jpg", "og:image:width": "1600", "og:image:height": "1067", "og:image:alt": "示例题图",
        "twitter:card": "summary_large_image"}
    assert tags("01-plain") == {
        "og:image": f"{base}/01-plain.share.png", "og:image:width": "1200", "og:image:height": "630", "og:image:alt": "普通稿件",
        "twitter:card": "summary_large_image"}
    assert tags("02-full")["og:image"].endswith("02-full.share.png"), "SVG is shown nowhere"
    assert tags("03-withdrawn") == {}
    assert {path.rpartition("/")[2] for path in built.files if path.endswith(".share.png")} == {"01-plain.share.png", "02-full.share.png"}


def test_the_next_build(tmp_path: Path) -> None:
    """Writes nothing where nothing changed; a picture replaced changes the pages and feeds that show it, though no text did;
    what is not needed any more goes from the cache.
    """
    project = picture_project(tmp_path / "project")
    site = build_sample(project)
    before = {path: os.stat(site / path).st_ino for path in tree(site)}
    made = {path: path.stat().st_mtime_ns for path in (project / ".cache").glob("pictures/*/*")}
    drawn = set((project / ".cache/share").iterdir())
    build_sample(project)
    assert {path: os.stat(site / path).st_ino for path in tree(site)} == before
    assert {path: path.stat().st_mtime_ns for path in (project / ".cache").glob("pictures/*/*")} == made
    (project / _FOLDER / "08-lead.jpg").write_bytes(photo(900, 300))
    plain = project / _FOLDER / "01-plain.md"
    plain.write_text(plain.read_text("utf-8").replace("普通稿件", "改了标题"), "utf-8")
    files = tree(build_sample(project))
    assert 'width="900" height="300"' in files[f"{_FOLDER}/08-photos.html"].decode()
    assert f'{_FOLDER}/08-lead.jpg.480.webp" alt="" width="480" height="160"' in files["columns/one.html"].decode()
    assert f"{len(files[f'{_FOLDER}/08-lead.jpg'])}".encode() in files["feed.xml"]
    assert f"{_FOLDER}/08-lead.jpg.1600.webp" not in files
    assert unpack(files[f"{_FOLDER}/08-photos.zip"])["图片/01-08-lead.jpg"] == photo(900, 300)
    assert len(list((project / ".cache/pictures").iterdir())) == 4
    now = set((project / ".cache/share").iterdir())
    assert (len(now), len(now & drawn)) == (2, 1)


def test_a_bad_picture_stops_the_build(built: _Built, tmp_path: Path) -> None:
    """With all that is wrong, and the old site as it was."""
    project = picture_project(tmp_path / "project")
    build_sample(project)
    before = tree(project / "site")
    (project / _FOLDER / "08-tall.jpg").write_bytes(photo(900, 600)[:800])
    done = run(project, "build", "--no-search")
    assert done.returncode == 1
    assert f"{_FOLDER}/08-tall.jpg:1: 图片打不开，文件可能没传完整，或者不是图片。 改法：" in done.stderr
    assert tree(project / "site") == before == built.files
