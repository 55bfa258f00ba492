"""QR codes read from what is seen, by an independent decoder."""

from __future__ import annotations

import base64

import zxingcpp
from playwright.sync_api import Page

# The picture drawn into a canvas; one byte of grey a pixel.
_GREY = """async (address) => {
  const picture = new Image();
  picture.src = address;
  await picture.decode();
  const canvas = Object.assign(document.createElement("canvas"), {width: picture.width, height: picture.height});
  const context = canvas.getContext("2d");
  context.drawImage(picture, 0, 0);
  const {data, width, height} = context.getImageData(0, 0, canvas.width, canvas.height);
  let grey = "";
  for (let place = 0; place < data.length; place += 4) grey += String.fromCharCode((data[place] + data[place + 1] + data[place + 2]) / 3);
  return [width, height, btoa(grey)];
}"""


def decode_screenshot(page: Page, png: bytes) -> list[str]:
    """The texts of the codes in a screenshot; the page's browser unpacks it."""
    width, height, grey = page.evaluate(_GREY, f"data:image/png;base64,{base64.b64encode(png).decode()}")
    return [one.text for one in zxingcpp.read_barcodes(memoryview(base64.b64decode(grey)).cast("B", (height, width)))]
