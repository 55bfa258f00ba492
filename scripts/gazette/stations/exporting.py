"""`gazette stations export`: the table as a sheet for staff, and sheets for map providers in each coordinate system."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from gazette.csv_tables import Row
from gazette.defuse import defuse
from gazette.stations.coordinates import NAMES, Crs
from gazette.stations.hours_words import words_of
from gazette.stations.sheets import MAP_SHEET
from gazette.stations.station import FIELDS, LABELS, Station

MAIN = "站点"
_USED_BY: dict[Crs, str] = {"wgs84": "手机定位", "gcj02": "高德、腾讯", "bd09": "百度"}
_WIDTHS = {"name": 32, "address": 40, "hours": 32, "services": 32, "standards": 32, "note": 32, "type": 20}


def table_rows(rows: Sequence[Row]) -> list[list[str]]:
    """Rows as they stand in the tables, a Chinese header first: what an import takes back without a difference."""
    return [list(LABELS.values()), *([defuse(row.values.get(name, "")) for name in FIELDS] for row in rows)]


def map_rows(stations: Sequence[Station], crs: Crs, year: int) -> list[list[str]]:
    """Stations with coordinates, in the system that a map provider takes, hours in words."""
    header = ["编号", "名称", "类别", "镇街", "地址", "电话", "开放时间", "经度", "纬度", "坐标系"]
    rows = [header]
    for station in stations:
        if point := station.point_in(crs):
            texts = (station.id, station.name, station.type, station.town, station.address, "、".join(station.phone),
                     words_of(station.hours, year))
            rows.append([*map(defuse, texts), f"{point.lon:.6f}", f"{point.lat:.6f}", NAMES[crs]])
    return rows


def render_workbook(rows: Sequence[Row], stations: Sequence[Station], year: int) -> bytes:
    """A workbook: the table, and a sheet for each coordinate system. Every cell is text, so that ids and phones stay whole."""
    from openpyxl import Workbook  # takes a tenth of a second to load

    book = Workbook(write_only=True)
    _add_sheet(book, MAIN, table_rows(rows), [_WIDTHS.get(name, 14) for name in FIELDS])
    for crs, name in NAMES.items():
        _add_sheet(book, f"{MAP_SHEET}-{name}（{_USED_BY[crs]}）", map_rows(stations, crs, year), [14, 32, 20, 14, 40, 18, 40, 14, 14, 10])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _add_sheet(book, title: str, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:  # type: ignore[no-untyped-def]
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(title)
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    header = []
    for text in rows[0]:
        cell = WriteOnlyCell(sheet, text)
        cell.font = Font(bold=True)
        header.append(cell)
    sheet.append(header)
    for row in rows[1:]:
        # Nothing defused begins with =, so openpyxl takes none for a formula.
        sheet.append([text or None for text in row])
