"""Personal data stops a build wherever it stands: texts, tables, names of files, attachments, pictures."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from PIL import Image

from tests.sample import build_sample, run, sample_project

_MOBILE = "13900000000"
_ITEM = "---\ntitle: 示例\ndate: 2026-03-05 09:00\ncolumn: 示例栏目一\nsource: 示例来源\neditor: 示例编辑\n{}---\n\n{}\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the sample project."""
    return sample_project(tmp_path / "project")


def _refused(project: Path) -> list[str]:
    """What a build says; nothing of it may hold the value."""
    done = run(project, "build", "--no-search")
    assert done.returncode == 1, done.stdout
    assert _MOBILE not in done.stderr.replace(f"05-{_MOBILE}.txt", "")
    assert not (project / "site").exists()
    return done.stderr.splitlines()[:-1]


def _put(project: Path, path: str, text: str) -> Path:
    target = project / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")
    return target


def test_texts_tables_and_names_are_looked_through(project: Path) -> None:
    """Each place is told once, with its line, the value masked."""
    _put(project, "news/2026/03/05-a.md", _ITEM.format("author: 示例甲13900000000\n", "电话\n139 0000 0000"))
    _put(project, "news/2026/03/05-b.md", _ITEM.format("titel: 1\n", "手机13900000000"))
    _put(project, "news/2026/03/05-13900000000.txt", "无")
    with (project / "docs/stations/table.csv").open("a", encoding="utf-8") as table:
        table.write("x3,示例站三,党群服务站,,,13900000009,,,负责人13900000000\n")
    with (project / "docs/about.md").open("a", encoding="utf-8") as page:
        page.write("\n值班13900000000，站点13900000009\n")
    told = _refused(project)
    assert _refused(project) == told
    assert [line.split(" 改法")[0] for line in told if "疑似" in line] == [
        f"docs/about.md:{(project / 'docs/about.md').read_text('utf-8').count(chr(10))}: 疑似手机号码（139******00）。",
        "docs/stations/table.csv:4: 疑似手机号码（139******00）。",
        "news/2026/03/05-13900000000.txt:1: 文件名里疑似手机号码（139******00）。",
        "news/2026/03/05-a.md:7: 疑似手机号码（139******00）。",
        "news/2026/03/05-a.md:11: 疑似手机号码（139******00）。",
        "news/2026/03/05-b.md:10: 疑似手机号码（139******00）。"]


def test_what_the_office_allows_passes_with_a_reason_only(project: Path) -> None:
    """The list takes any writing of the number; without a reason it is refused itself."""
    _put(project, "news/2026/03/05-a.md", _ITEM.format("", "热线139 0000 0000"))
    _put(project, "news/allowed.yml", '- value: "139-0000-0000"\n')
    assert any(line.startswith("news/allowed.yml:1: 缺少 reason（理由）。") for line in _refused(project))
    _put(project, "news/allowed.yml", '- value: "139-0000-0000"\n  reason: 示例热线，已公开。\n')
    build_sample(project)


def test_the_press_contact_is_allowed(project: Path) -> None:
    """What the settings publish as the contact may stand in an item."""
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace('contact: ""', 'contact: "示例热线 13900000000"'), "utf-8")
    _put(project, "news/2026/03/05-a.md", _ITEM.format("", "热线13900000000"))
    build_sample(project)


def _word(path: Path) -> None:
    body = "".join(f"<w:r><w:t>{part}</w:t></w:r>" for part in ("电话139", "0000", "0000"))
    with ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="w"><w:body><w:p>{body}</w:p></w:body></w:document>')


def _slides(path: Path) -> None:
    with ZipFile(path, "w") as archive:
        archive.writestr("ppt/slides/slide2.xml", '<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>13900000000</a:t></a:r></a:p></p:sld>')


def _sheet(path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["示例甲", 13900000000])
    book.save(path)


def _pdf(path: Path) -> None:
    stream = b"BT /F1 12 Tf 10 100 Td (Tel 13900000000) Tj ET"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
               b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream), b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    content = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj%s endobj\n" % (number, one)
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    path.write_bytes(content + table + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(content))


def _camera(path: Path) -> None:
    picture = Image.new("RGB", (2, 2))
    exif = picture.getexif()
    exif[0x010E] = "13900000000"
    exif.get_ifd(0x8825).update({1: "N", 2: (0.0, 0.0, 1.0), 3: "E", 4: (0.0, 0.0, 1.0)})
    picture.save(path, exif=exif)


def _torn_word(path: Path) -> None:
    _word(path)
    raw = bytearray(path.read_bytes())
    raw[8:10] = b"\x08\0"  # said to be deflated, which it is not
    place = raw.index(b"PK\x01\x02")
    raw[place + 10:place + 12] = b"\x08\0"
    path.write_bytes(raw)


@pytest.mark.parametrize(("name", "make", "expected"), [
    ("a.docx", _word, ["正文里疑似手机号码（139******00）。"]),
    ("a.xlsx", _sheet, ["第 1 张工作表里疑似手机号码（139******00）。"]),
    ("a.pptx", _slides, ["第 2 张幻灯片里疑似手机号码（139******00）。"]),
    ("a.pdf", _pdf, ["第 1 页里疑似手机号码（139******00）。"]),
    ("a.jpg", _camera, ["照片里有拍摄位置。", "照片信息里疑似手机号码（139******00）。"]),
    ("a.csv", lambda path: path.write_text("示例甲,13900000000\n", "gb18030"), ["正文里疑似手机号码（139******00）。"]),
    ("b.pdf", lambda path: path.write_bytes(b"%PDF-1.4 broken"), ["附件看不了里面的内容：文件损坏，或加了密码。"]),
    ("b.doc", lambda path: path.write_bytes(b"\xd0\xcf"), ["附件看不了里面的内容：.doc 格式检查不了。"]),
    ("b.docx", lambda path: path.write_bytes(b"PK broken"), ["附件看不了里面的内容：文件损坏，或加了密码。"]),
    ("c.docx", _torn_word, ["附件看不了里面的内容：文件损坏，或加了密码。"]),
    ("c.csv", lambda path: path.write_text('"13900000000\n' + "示" * 200_000, "utf-8"), ["正文里疑似手机号码（139******00）。"]),
    ("c.svg", lambda path: path.write_bytes(b"<svg>" + b" " * 11_000_000), ["附件看不了里面的内容：文字有 11 MB，太大。"]),
], ids=lambda value: value if isinstance(value, str) else "")
def test_attachments_are_looked_through(project: Path, name: str, make, expected: list[str]) -> None:  # type: ignore[no-untyped-def]
    """Also where an editor's marks cut the number, and in what a camera writes; a second build tells the same."""
    make(project / "news/2026/03" / name)
    for _ in range(2):
        told = [line.split(": ", 1)[1].split(" 改法")[0] for line in _refused(project) if f"/{name}:" in line]
        assert told == sorted(expected)


def test_a_lie_about_the_size_of_a_part_bounds_nothing(project: Path) -> None:
    """An Office file that unpacks to more than anybody wrote is refused without being unpacked whole."""
    with ZipFile(project / "news/2026/03/a.docx", "w", 8) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(40):
            part.write(b" " * 1_000_000)
    assert any("附件看不了里面的内容：解开后有 40 MB，太大。" in line for line in _refused(project))


def test_many_parts_are_bounded_together(project: Path) -> None:
    """None of them is too large, all of them are."""
    with ZipFile(project / "news/2026/03/a.pptx", "w", 8) as archive:
        for number in range(12):
            archive.writestr(f"ppt/slides/slide{number}.xml", b"<a>" + b" " * 9_000_000 + b"</a>")
    assert any("附件看不了里面的内容：解开后太大。" in line for line in _refused(project))
