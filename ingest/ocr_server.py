"""The process that recognises pictures of pages: PDFium draws them, RapidOCR reads them."""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import msgspec

from ingest.ocr import Picture, Recognised
from ingest.parser_server import read_frame, write
from ingest.pdf_lines import joined
from ingest.pdf_runs import Run
from ingest.placed import PlacedLine

_HEAD = 8
_DOTS = 200  # per inch: more is slower and reads no better
_MOST_DOTS = 3_000  # on the longer side of a page
_MEMORY = 8 * 1024 * 1024 * 1024
_LEAST_SURE = 0.5
_GLYPH = 0.8  # of the height of a line's box that is the size of its characters


def serve() -> None:
    """Recognise the pages of one job after another until standard input closes."""
    inlet, outlet = os.dup(0), os.dup(1)
    with open(os.devnull, "r+b") as nothing:
        os.dup2(nothing.fileno(), 0)
        os.dup2(nothing.fileno(), 1)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    engine = _engine()
    sys.addaudithook(_guard)
    while (frame := read_frame(inlet)) is not None:
        job = msgspec.msgpack.decode(frame, type=Picture)
        for page in _with_end(engine, job):
            answer = msgspec.msgpack.encode(page)
            write(outlet, len(answer).to_bytes(_HEAD, "big") + answer)


def _guard(event: str, _: tuple[object, ...]) -> None:
    """No network and no other programs; the engine's own libraries need the rest."""
    if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn")):
        raise PermissionError(event)


def _with_end(engine: Any, job: Picture) -> Iterator[Recognised]:
    yield from _pages(engine, job)
    yield Recognised(0)


def _engine() -> Any:
    """RapidOCR with the models of its own wheel, two threads."""
    import logging

    from rapidocr import RapidOCR

    logging.disable(logging.CRITICAL)
    return RapidOCR(params={"EngineConfig.onnxruntime.intra_op_num_threads": max(1, min(4, os.cpu_count() or 1))})


def _pages(engine: Any, job: Picture) -> Iterator[Recognised]:
    """Each page of the job; one that cannot be drawn or read has no lines."""
    import pypdfium2

    with suppress(pypdfium2.PdfiumError):
        document = pypdfium2.PdfDocument(job.data)
        for number in job.pages or range(1, min(len(document), job.most) + 1):
            lines: tuple[PlacedLine, ...] = ()
            with suppress(Exception):  # whatever a picture does to the engine, the next page is another
                lines = tuple(_lines(engine, document[number - 1], number))
            yield Recognised(number, lines)


def _lines(engine: Any, page: Any, number: int) -> list[PlacedLine]:
    """Lines of one page, with places in points."""
    width, height = page.get_size()
    scale = min(_DOTS / 72, _MOST_DOTS / max(width, height, 1.0))
    read = engine(page.render(scale=scale).to_numpy())
    if read.boxes is None or read.txts is None:
        return []
    runs = []
    for box, text, sure in zip(read.boxes, read.txts, read.scores, strict=True):
        left, right = float(min(box[:, 0])) / scale, float(max(box[:, 0])) / scale
        top, bottom = float(min(box[:, 1])) / scale, float(max(box[:, 1])) / scale
        if sure >= _LEAST_SURE and text.strip():
            size = max(4.0, (bottom - top) * _GLYPH)
            runs.append(Run(text, left, right, height - bottom + 0.15 * size, size))
    return joined(runs, number)
