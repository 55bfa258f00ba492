"""The finder in a browser: 8,632 stations on a phone, by touch and by keyboard."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.served import Served, serve
from tests.decoding import read_code
from tests.sample import build_sample, sample_project

_COUNT = 8632
_TYPES = ("党群服务站", "党群服务站或窗口", "特色型群众之家")
_HOURS = ("Mo-Fr 09:00-17:30; Sa 09:00-12:00", "Mo-Su 08:30-18:00; PH off", '"Mo-Fr 08:30-12:00,14:00-18:00"', "")
_SERVICES = ("法律援助", "权益保障", "学习培训", "就业指导", "健康咨询")
# Tuesday 24 November 2026, 10:00 in Shanghai; the browser's own zone is another one.
_TUESDAY = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def _row(number: int) -> str:
    town = f"示例镇{number % 52 + 1:02}"
    lon, lat = 107.9 + number * 7919 % 9973 / 9973, 30.4 + number * 6007 % 9967 / 9967 * 0.9
    services = "、".join(_SERVICES[number % 3:number % 3 + 1 + number % 4])
    return (f"s{number:05},{town}{_TYPES[number % 3]}{number:05},{_TYPES[number % 3]},{town},示例社区{number % 12 + 1:02},"
            f"{town}示例社区{number % 12 + 1:02}示例路{number}号,{lon:.6f},{lat:.6f},wgs84,023-{number:08},{_HOURS[number % 4]},"
            f"{services},{'有坡道' if number % 5 == 0 else ''}")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site with 8,632 stations, one of them with a name of its own."""
    project = sample_project(tmp_path_factory.mktemp("finder") / "project")
    folder = project / "docs/stations"
    rows = [_row(number) for number in range(1, _COUNT - 1)]
    rows.append("wdgc,万达广场党群服务站,党群服务站,示例镇01,,,108.4,30.8,wgs84,12351,Mo-Fr 09:00-17:30,法律援助,")
    head = "id,name,type,town,community,address,lon,lat,crs,phone,hours,services,accessible"
    (folder / "more.csv").write_text("\n".join([head, *rows]) + "\n", "utf-8")
    with serve(build_sample(project)) as site:
        yield site


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A phone of 360 px by touch, in another time zone, at a known place."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, timezone_id="America/New_York",
                                  geolocation={"longitude": 108.4, "latitude": 30.8}, permissions=["geolocation"])
    yield context
    context.close()


def _open(context: BrowserContext, served: Served, query: str = "", moment: datetime = _TUESDAY) -> Page:
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.clock.set_fixed_time(moment)
    page.goto(f"{served.base}stations/index.html{query}")
    expect(page.locator(".gz-result").first).to_be_visible()
    return page


def _total(page: Page) -> int:
    return int(re.search(r"找到 (\d+) 个", page.locator(".gz-finder__status").inner_text())[1])  # type: ignore[index]


def test_size_and_speed(phone: BrowserContext, served: Served) -> None:
    """At most 250 KB by gzip; the list is there; twenty rows are drawn, not thousands."""
    data = (served.folder / "data/finder.json").read_bytes()
    assert len(gzip.compress(data, 6, mtime=0)) <= 250_000
    page = _open(phone, served)
    assert _total(page) == _COUNT + 1
    assert page.locator(".gz-result").count() == 20
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_type_filter_open_back_by_touch(phone: BrowserContext, served: Served) -> None:
    """The way of a visitor with a thumb; back from the station's page everything is as it was."""
    page = _open(phone, served)
    page.locator("#finder-q").tap()
    page.locator("#finder-q").press_sequentially("示例路1")
    page.locator("#finder-town").select_option("示例镇10")
    page.locator("label", has_text="现在开放").tap()
    found = _total(page)
    assert 0 < found < _COUNT
    expect(page.locator(".gz-result .gz-state").first).to_have_text("正在开放")
    assert "town=" in page.url
    assert "open=1" in page.url
    page.locator(".gz-result h2 a").nth(2).tap()
    expect(page.locator("h1")).to_contain_text("示例镇10")
    expect(page.locator(".gz-today")).to_contain_text("正在开放")
    page.go_back()
    expect(page.locator(".gz-result").first).to_be_visible()
    assert (_total(page), page.locator("#finder-town").input_value()) == (found, "示例镇10")
    assert page.locator("#finder-q").input_value() == "示例路1"


def test_targets_are_large_enough(phone: BrowserContext, served: Served) -> None:
    """Everything to touch in the form and the buttons of the rows is at least 44 px high."""
    page = _open(phone, served)
    for target in page.locator(".gz-finder :is(input[type=search], select, button, label:has(input), .gz-call)").all():
        if target.is_visible():
            assert target.bounding_box()["height"] >= 44, target.inner_text()  # type: ignore[index]


def test_by_keyboard(browser: Browser, served: Served) -> None:
    """Type, Enter to the first row, Enter to open it; more rows move the focus to the first new one."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = _open(context, served)
    page.locator("#finder-q").focus()
    page.keyboard.type("wdgc")
    expect(page.locator(".gz-result")).to_have_count(1)
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("万达广场党群服务站")
    page.go_back()
    expect(page.locator(".gz-result")).to_have_count(1)
    page.locator("button[type=reset]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".gz-result")).to_have_count(20)
    page.locator(".gz-finder__more").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".gz-result")).to_have_count(40)
    expect(page.locator(".gz-result").nth(20).locator("h2 a")).to_be_focused()
    context.close()


@pytest.mark.parametrize(("query", "first"), [
    ("万达", "万达广场党群服务站"), ("wdgc", "万达广场党群服务站"), ("wandaguangchang", "万达广场党群服务站"), ("万dgch", "万达广场党群服务站"),
    ("s00777", "示例镇50党群服务站00777"), ("023-00000777", "示例镇50党群服务站00777"), ("slz50 00777", "示例镇50党群服务站00777")])
def test_names_in_every_way(query: str, first: str, phone: BrowserContext, served: Served) -> None:
    """By characters, initials, whole pinyin, a mixture, number and phone."""
    page = _open(phone, served, f"?q={query}")
    expect(page.locator(".gz-result h2").first).to_have_text(first)


def test_near_me(phone: BrowserContext, served: Served) -> None:
    """Nearest first, the distance in words; the place is in no address and no request goes out."""
    page = _open(phone, served)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.locator(".gz-finder__near").tap()
    expect(page.locator(".gz-result h2").first).to_have_text("万达广场党群服务站")
    expect(page.locator(".gz-result__where").first).to_contain_text("10 米")
    assert requests == []
    assert "108.4" not in page.url


@pytest.mark.parametrize(("moment", "badge", "text"), [
    (_TUESDAY, "正在开放", "今天 09:00–\u206017:30 开放"),
    (_TUESDAY + timedelta(hours=7, minutes=10), "还有20分钟关门", "今天 09:00–\u206017:30 开放"),
    (_TUESDAY + timedelta(hours=9), "已关门", "今天 09:00–\u206017:30 开放"),
    (_TUESDAY - timedelta(hours=3), "09:00 开门", "今天 09:00–\u206017:30 开放"),
    (_TUESDAY + timedelta(days=5), "", "今天休息"),
    (datetime(2026, 10, 1, 2, tzinfo=UTC), "请先打电话", "今天是国庆节假期，不一定按平时的时间开放"),
    (datetime(2026, 10, 10, 2, tzinfo=UTC), "请先打电话", "今天是调休上班日，不一定按平时的时间开放")])
def test_today(moment: datetime, badge: str, text: str, phone: BrowserContext, served: Served) -> None:
    """By the clock of Shanghai; holidays and 调休 are told, not guessed."""
    page = _open(phone, served, "?q=万达广场", moment)
    today = page.locator(".gz-result__today").first
    expect(today).to_have_text(f"{badge}{text}")


def test_a_holiday_that_the_hours_state(phone: BrowserContext, served: Served) -> None:
    """"PH off" says that National Day is closed: no need to call."""
    page = _open(phone, served, "?q=00001", datetime(2026, 10, 1, 2, tzinfo=UTC))
    expect(page.locator(".gz-result__today").first).to_have_text("今天（国庆节假期）休息")


def test_filters(phone: BrowserContext, served: Served) -> None:
    """Weekend, accessible and service each let through what the table says."""
    page = _open(phone, served, "?weekend=1&accessible=1&service=法律援助")
    expected = sum(1 for number in range(1, _COUNT - 1) if number % 4 in (0, 1) and number % 5 == 0 and number % 3 == 0)
    assert _total(page) == expected


def test_the_printed_list(phone: BrowserContext, served: Served) -> None:
    """All that was found is on paper, without the form."""
    page = _open(phone, served, "?town=示例镇10")
    found = _total(page)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".gz-result").count() == found
    page.emulate_media(media="print")
    assert not page.locator(".gz-finder form").is_visible()


def test_without_javascript(browser: Browser, served: Served) -> None:
    """The lists by town and type carry the same rows: name, phone, address, hours."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served.base}stations/index.html")
    assert not page.locator(".gz-finder").is_visible()
    page.locator(".gz-chips a", has_text="示例镇10").click()
    row = page.locator(".gz-list li").first
    expect(row).to_contain_text("示例路")
    expect(row).to_contain_text("每天 08:30–18:00")
    assert row.locator(".gz-call").get_attribute("href").startswith("tel:023")  # type: ignore[union-attr]
    context.close()


def test_the_poster_is_one_sheet(browser: Browser, served: Served, tmp_path: Path) -> None:
    """A station's page prints on one page of A4 with the code of its address, without navigation."""
    page = browser.new_page()
    page.goto(f"{served.base}stations/wdgc.html")
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == 1
    assert re.search(rb"/MediaBox\s*\[0 0 59[45]\.\d* 84[12]", pdf)
    page.emulate_media(media="print")
    assert read_code(page.locator(".gz-qr")) == [page.locator("link[rel=canonical]").get_attribute("href")]
    assert not page.locator(".gz-tabs").is_visible()
    page.close()
