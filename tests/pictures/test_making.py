"""One picture made ready: sizes, upright, nothing of the camera's left, and whatever else people hand in."""

from __future__ import annotations

import pytest
from gazette.pictures import making
from gazette.pictures.making import Unusable, make_files
from gazette.pictures.picture import FORMATS, WIDTHS, height_at, widths_of
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from tests.photos import CAMERA, decode, encode, gradient, photo

_ENDINGS = [ending for ending in FORMATS if ending != ".gif"]


@given(st.integers(1, 20_000))
def test_no_size_is_wider_than_the_picture(width: int) -> None:
    """Narrowest first, each once, the widest what there is or 1600."""
    widths = widths_of(width)
    assert list(widths) == sorted(set(widths))
    assert widths[-1] == min(width, 1600)
    assert set(widths[:-1]) <= set(WIDTHS)


@given(st.integers(1, 70), st.integers(1, 70), st.sampled_from(["L", "RGB", "RGBA", "P", "1", "CMYK"]))
def test_small_pictures_keep_their_size(width: int, height: int, mode: str) -> None:
    """Of any proportions and colours, down to a single pixel."""
    form, ending = ("JPEG", ".jpg") if mode == "CMYK" else ("PNG", ".png")
    made = make_files(encode(gradient(width, height, mode), form), ending)
    assert made.size == (width, height)
    assert {name: decode(content).size for name, content in made.files.items()} == {
        "base": (width, height), f"{width}.webp": (width, height)}


def test_a_large_photo_in_three_sizes() -> None:
    """The largest is 1600 wide, in the format of the ending too; all are of the same proportions."""
    made = make_files(photo(3000, 2000), ".jpg")
    assert list(made.files) == ["base", "480.webp", "960.webp", "1600.webp"]
    assert {name: (picture.format, picture.size) for name, content in made.files.items() if (picture := decode(content))} == {
        "base": ("JPEG", (1600, 1067)), "480.webp": ("WEBP", (480, 320)), "960.webp": ("WEBP", (960, 640)),
        "1600.webp": ("WEBP", (1600, 1067))}
    assert height_at(480, made.size) == 320


@pytest.mark.parametrize("ending", _ENDINGS)
def test_nothing_of_the_camera_is_left(ending: str) -> None:
    """Neither EXIF with its position, nor XMP, profile, comment and texts, in any format."""
    raw = photo(700, 500, FORMATS[ending], positioned=True)
    assert CAMERA.encode() in raw
    made = make_files(raw, ending)
    for content in made.files.values():
        picture = decode(content)
        assert not dict(picture.getexif())
        assert not {"exif", "xmp", "icc_profile", "comment", "photoshop"} & set(picture.info)
        assert CAMERA.encode() not in content


def test_comments_and_profiles_go_too() -> None:
    """What programs write besides EXIF."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    raws = {".jpg": encode(gradient(50, 50), "JPEG", comment=b"secret", icc_profile=profile, xmp=b"secret"),
            ".gif": encode(gradient(50, 50, "P"), "GIF", comment=b"secret")}
    for ending, raw in raws.items():
        assert b"secret" in raw
        for content in make_files(raw, ending).files.values():
            assert b"secret" not in content
            assert b"acsp" not in content, "the mark of an ICC profile"


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_is_upright(orientation: int) -> None:
    """Its width and height are those that a reader sees, and so is the side where it is dark."""
    seen = decode(make_files(photo(600, 400, orientation=orientation), ".jpg").files["base"]).convert("L")
    assert seen.size == ((400, 600) if orientation > 4 else (600, 400))
    # Where the left side of the stored picture, which is dark, belongs (the table of the EXIF standard).
    dark = {1: "left", 2: "right", 3: "right", 4: "left", 5: "top", 6: "top", 7: "bottom", 8: "bottom"}[orientation]
    middle = (seen.width // 2, seen.height // 2)
    edges = {"left": (5, middle[1]), "right": (seen.width - 5, middle[1]), "top": (middle[0], 5), "bottom": (middle[0], seen.height - 5)}
    shades = {side: seen.getpixel(place) for side, place in edges.items()}
    assert min(shades, key=lambda side: float(str(shades[side]))) == dark


def test_sixteen_bits_are_scaled_not_cut() -> None:
    """A grey of a half stays one; cut at 255 it would be white."""
    raw = encode(Image.new("I;16", (20, 20), 0x8000), "PNG")
    for content in make_files(raw, ".png").files.values():
        shade = decode(content).convert("L").getpixel((10, 10))
        assert isinstance(shade, int)
        assert abs(shade - 128) <= 2


def test_transparency_stays_where_the_format_has_it() -> None:
    """Of a palette as well; a JPEG by its name gets white for it."""
    palette = Image.new("P", (40, 40))
    raw = encode(palette, "PNG", transparency=0)
    for content in make_files(raw, ".png").files.values():
        assert decode(content).convert("RGBA").getpixel((5, 5)) == (0, 0, 0, 0)
    seen = decode(make_files(encode(Image.new("RGBA", (40, 40)), "PNG"), ".jpg").files["base"])
    assert (seen.format, seen.mode) == ("JPEG", "RGB")
    assert seen.getpixel((5, 5)) == (255, 255, 255)


def test_print_colours_become_those_of_screens() -> None:
    """CMYK without any ink is white."""
    seen = decode(make_files(encode(Image.new("CMYK", (40, 40)), "JPEG"), ".jpg").files["base"])
    assert (seen.mode, seen.getpixel((5, 5))) == ("RGB", (255, 255, 255))


def test_a_moving_picture_stays_as_it_is() -> None:
    """With its frames; one with words of a camera in it is refused, as these cannot be taken out of it."""
    frames = [gradient(30, 20, "P"), gradient(30, 20, "P").rotate(180)]
    raw = encode(frames[0], "GIF", save_all=True, append_images=frames[1:])
    made = make_files(raw, ".gif")
    assert (made.size, made.files) == ((30, 20), {})
    exif = Image.Exif()
    exif[0x010F] = CAMERA
    told = encode(frames[0].convert("RGB"), "WEBP", save_all=True, append_images=[frames[1].convert("RGB")], exif=exif.tobytes())
    with pytest.raises(Unusable, match="照片信息"):
        make_files(told, ".webp")


@pytest.mark.parametrize(("raw", "said"), [
    (b"", "打不开"), (b"no picture", "打不开"), (photo(900, 900)[:3000], "打不开"), (photo(300, 300, "PNG")[:-40], "打不开"),
    (b"II*\0" + b"\0" * 200, "打不开"), (encode(Image.new("1", (8001, 8001)), "PNG"), "宽 8001、高 8001 像素"),
    (encode(Image.new("1", (20_000, 20_000)), "PNG"), "图片太大"), (encode(Image.new("L", (30, 17_000)), "PNG"), "太长")])
def test_what_cannot_be_shown_is_told(raw: bytes, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Torn, none at all, too large for memory, or too long; the large ones without being decoded."""
    if said.startswith(("宽", "图片太大")):
        monkeypatch.setattr(making, "_make", lambda *_: pytest.fail("decoded"))
    with pytest.raises(Unusable, match=said) as told:
        make_files(raw, ".png")
    assert len(told.value.args) == 2


@given(st.binary(max_size=200), st.integers(0, 600))
def test_a_spoilt_file_is_made_or_told(noise: bytes, place: int) -> None:
    """Whatever bytes lie in it, no other exception comes out."""
    raw = photo(40, 30)
    try:
        made = make_files(raw[:place] + noise + raw[place + len(noise):], ".jpg")
    except Unusable:
        return
    assert made.size[0] > 0


def test_the_same_bytes_give_the_same_files() -> None:
    """So that two builds are alike."""
    for ending in FORMATS:
        raw = photo(500, 400, FORMATS[ending]) if ending != ".gif" else encode(gradient(500, 400, "P"), "GIF")
        assert make_files(raw, ending).files == make_files(raw, ending).files
