"""QR codes read from what is seen, by an independent decoder."""

from __future__ import annotations

import io

import zxingcpp
from PIL import Image
from playwright.sync_api import Locator


def read_code(shown: Locator) -> list[str]:
    """The texts of the codes in a screenshot of an element."""
    return [one.text for one in zxingcpp.read_barcodes(Image.open(io.BytesIO(shown.screenshot())))]
