"""Moulds: what feedgen makes once of each shape, with slots for texts, which the others of that shape fill as frames are filled.

Made anew each time, with a tree of XML built and written twice, a feed took three times as long as all else in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from operator import itemgetter
from typing import NamedTuple

from gazette.clock import SHANGHAI

# In characters that nobody else writes into what is made into moulds.
_SLOT = re.compile("\ue000([a-z]+(?: [0-9]+)?)\ue001")
# Moments that stand for those of an item; what of them is in a mould, each written in both ways, comes after its texts.
PUBLISHED, UPDATED = datetime(1971, 2, 3, 4, 5, 6, tzinfo=SHANGHAI), datetime(1972, 3, 4, 5, 6, 7, tzinfo=SHANGHAI)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# What XML cannot hold, so no text does.
_BETWEEN = "\0"


class Part(NamedTuple):
    """A part of a mould in UTF-8: its text with %b for each slot, and what takes that which comes into them out of all values."""

    text: bytes
    pick: Callable[[Sequence[bytes]], tuple[bytes, ...] | bytes]

    def fill(self, values: Sequence[bytes]) -> bytes:
        """The part with these values."""
        return self.text % self.pick(values)


def slot(name: str) -> str:
    """What stands for the text of that name."""
    return f"\ue000{name}\ue001"


def values_of(texts: Collection[str], published: datetime, updated: datetime) -> list[bytes]:
    """What comes into slots: the texts escaped as elements want them, then as attributes do, then the moments.

    All are escaped together, as most of them are short; raises ValueError where one holds a NUL.
    """
    elements = escape(_BETWEEN.join(texts))
    attributes = elements.replace(b'"', b"&quot;").replace(b"\n", b"&#10;").replace(b"\t", b"&#9;")
    cut_elements = elements.split(_BETWEEN.encode())
    if len(cut_elements) != len(texts):
        raise ValueError("XML cannot hold a NUL")
    first = _written(published)
    return [*cut_elements, *attributes.split(_BETWEEN.encode()), *first, *(first if updated is published else _written(updated))]


def cut(part: str, names: Sequence[str]) -> Part:
    """A part of what feedgen wrote, cut at its slots; the texts of these names are what values_of will be given."""
    moments = [f"moment {number}" for number in range(4)]
    for name, moment in zip(moments, (*_written(PUBLISHED), *_written(UPDATED)), strict=True):
        part = part.replace(moment.decode(), slot(name))
    pieces = _SLOT.split(part)
    places = {name: place for place, name in enumerate((*names, *(name + '"' for name in names), *moments))}
    slots = [places[name + '"' if before.endswith('="') else name] for before, name in zip(pieces[::2], pieces[1::2], strict=False)]
    text = "%b".join(piece.replace("%", "%%") for piece in pieces[::2])
    return Part(text.encode(), itemgetter(*slots) if slots else lambda values: ())


def escape(text: str) -> bytes:
    """The text in UTF-8 as lxml would write it in an element. In bytes marks are found sooner than among Chinese characters."""
    return text.encode().replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;").replace(b"\r", b"&#13;")


def _written(moment: datetime) -> tuple[bytes, bytes]:
    """As RSS and as Atom write it."""
    as_atom = moment.isoformat()
    # As email.utils.format_datetime does, in a third of its time: it asks strftime for the zone.
    day = f"{_DAYS[moment.weekday()]}, {moment.day:02} {_MONTHS[moment.month - 1]} {moment.year:04}"
    return f"{day} {as_atom[11:19]} {as_atom[-6:-3]}{as_atom[-2:]}".encode(), as_atom.encode()
