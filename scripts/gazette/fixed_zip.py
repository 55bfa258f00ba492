"""ZIP files whose bytes depend on their content and one moment alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

# What is packed already.
_PACKED = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".docx")
_UNIX = 3
# The years that the format can hold, and the date of what lies outside of them.
_YEARS = range(1980, 2108)
_NO_DATE = (1980, 1, 1, 0, 0, 0)


def pack(files: Mapping[str, bytes], moment: datetime) -> bytes:
    """A ZIP of the files by name, in the order of their names, each dated `moment`."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name in sorted(files):
            archive.writestr(place(name, moment), files[name])
    return packed.getvalue()


def place(name: str, moment: datetime | None = None) -> ZipInfo:
    """What a ZIP says of a file besides its bytes: dated `moment`, or nothing of when it was made."""
    info = ZipInfo(name, moment.timetuple()[:6] if moment and moment.year in _YEARS else _NO_DATE)
    info.compress_type = ZIP_STORED if name.lower().endswith(_PACKED) else ZIP_DEFLATED
    info.create_system, info.external_attr = _UNIX, 0o644 << 16
    return info


def unpack(packed: bytes) -> dict[str, bytes]:
    """The files in a ZIP by name."""
    with ZipFile(BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
