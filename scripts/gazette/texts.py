"""Longer texts of records: docs/<folder>/<key>.md, in Markdown."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import NamedTuple

from gazette.cache import Cache, digest_of
from gazette.front_matter import decode_text
from gazette.markdown import Renderer
from gazette.problems import Problem, ProblemsFound, nearest
from gazette.records import Link
from gazette.settings import Settings

# The page of the directory itself and that of its data, which MkDocs renders.
PAGES = ("index", "data")


class Texts(NamedTuple):
    """Digest of the body by the record's key, the bodies rendered in this run, links by source, and problems."""

    digests: dict[str, str]
    bodies: dict[str, str]
    links: dict[str, Sequence[Link]]
    problems: list[Problem]


def load_texts(settings: Settings, folder: str, keys: Collection[str], kind: str, cache: Cache, fingerprint: bytes) -> Texts:
    """The text of every record of that kind (its name for readers) that has one, from the cache where it is known."""
    texts = Texts({}, {}, {}, [])
    renderer: Renderer | None = None
    for file in sorted((settings.docs_dir / folder).glob("*.md")):
        path = file.relative_to(settings.root).as_posix()
        if file.stem in PAGES:
            continue
        if file.stem not in keys:
            near = nearest(file.stem, keys)
            texts.problems.append(Problem(path, 1, f"没有编号为“{file.stem}”的{kind}。",
                                          f"是不是 {near}.md？" if near else "文件名要和表格里的编号相同。"))
            continue
        raw = file.read_bytes()
        digest = digest_of(fingerprint, path.encode(), raw)
        known = cache.record(digest)
        if not known:
            try:
                renderer = renderer or Renderer(settings.markdown)
                known = _render(renderer, decode_text(raw, path), path, digest, cache, texts)
            except ProblemsFound as found:
                texts.problems.extend(found.problems)
                continue
        texts.digests[file.stem] = digest
        texts.links[path] = [Link.model_construct(**link) for link in json.loads(known)]
    return texts


def _render(renderer: Renderer, text: str, path: str, digest: str, cache: Cache, texts: Texts) -> str:
    fragment = renderer.render(text, path)
    record = json.dumps([link.model_dump() for link in fragment.links], ensure_ascii=False)
    cache.add([(digest, record, fragment.html)])
    texts.bodies[digest] = fragment.html
    return record
