"""Writes the parts of a report as a Word document, or as HTML from which a page is printed."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from html import escape
from pathlib import Path

from ..errors import EcoError
from .incident_report import Heading, Paragraph, Part, Picture, Rows

__all__ = ["report_html", "write_docx"]

_PAGE_CM = 17.0
_WARNING = "B3261E"
_FONT = "Noto Sans CJK SC"


def write_docx(parts: Sequence[Part], path: Path) -> None:
    """Write a Word document (A4); raises `EcoError` where the file cannot be written."""
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.0)
    for name in ("Normal", "Title", "Heading 1"):
        style = document.styles[name]
        # East Asian text has a font of its own in Word; without it Chinese comes in whatever the machine prefers.
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
    document.styles["Normal"].font.size = Pt(10)
    for part in parts:
        if isinstance(part, Heading):
            document.add_heading(_clean(part.text), part.level)
        elif isinstance(part, Paragraph):
            run = document.add_paragraph().add_run(_clean(part.text))
            if part.warning:
                run.bold, run.font.color.rgb = True, RGBColor.from_string(_WARNING)
        elif isinstance(part, Picture):
            document.add_picture(io.BytesIO(_png(part.data)), width=Cm(_PAGE_CM * part.width))
            document.add_paragraph(_clean(part.caption))
        else:
            _add_table(document, part)
    try:
        document.save(str(path))
    except OSError as error:
        raise EcoError(
            "The report {path} cannot be written.",
            hint="Close it in other programs, and choose a folder you may write to.",
            details=str(error),
            path=path,
        ) from error


def _add_table(document: object, part: Rows) -> None:
    from docx.shared import Cm, Pt

    rows = [*([part.heading] if part.heading else []), *part.rows]
    table = document.add_table(rows=len(rows), cols=len(part.widths))  # type: ignore[attr-defined]
    table.style = "Table Grid"
    table.autofit = False
    for line, row in zip(rows, table.rows):
        for text, cell, width in zip(line, row.cells, part.widths):
            cell.width = Cm(_PAGE_CM * width)
            run = cell.paragraphs[0].add_run(_clean(text))
            run.font.size = Pt(9)
            run.bold = bool(part.heading) and line is part.heading
    document.add_paragraph()  # type: ignore[attr-defined]


def report_html(parts: Sequence[Part], *, width_px: int = 660) -> str:
    """The report in the HTML that Qt's text documents understand; everything from outside is escaped."""
    said = []
    for part in parts:
        if isinstance(part, Heading):
            said.append(f"<h{part.level + 1}>{escape(part.text)}</h{part.level + 1}>")
        elif isinstance(part, Paragraph):
            style = f' style="color:#{_WARNING};font-weight:bold"' if part.warning else ""
            said.append(f"<p{style}>{escape(part.text)}</p>")
        elif isinstance(part, Picture):
            png = _png(part.data)
            data = base64.b64encode(png).decode("ascii")
            # Qt keeps the picture's own height beside another width where no height is said.
            width = round(width_px * part.width)
            size = f'width="{width}" height="{round(width * _tall(png))}"'
            said.append(f'<p><img src="data:image/png;base64,{data}" {size}></p>')
            said.append(f"<p>{escape(part.caption)}</p>")
        else:
            said.append(_html_table(part))
    return f"<html><body style=\"font-family:'{_FONT}'\">{''.join(said)}</body></html>"


def _html_table(part: Rows) -> str:
    def line(cells: Sequence[str], tag: str) -> str:
        widths = (f"{round(100 * share)}%" for share in part.widths)
        made = (f'<{tag} width="{width}" align="left">{escape(text)}</{tag}>' for text, width in zip(cells, widths))
        return f"<tr>{''.join(made)}</tr>"

    head = f"<thead>{line(part.heading, 'th')}</thead>" if part.heading else ""
    body = "".join(line(row, "td") for row in part.rows)
    return f'<table width="100%" border="1" cellspacing="0" cellpadding="3">{head}{body}</table>'


def _png(data: bytes) -> bytes:
    """A picture as PNG, at most as large as a page shows it."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as picture:
        if picture.format == "PNG" and max(picture.size) <= 2_000:
            return data
        picture.thumbnail((1_600, 1_600))
        buffer = io.BytesIO()
        picture.convert("RGB").save(buffer, "PNG")
        return buffer.getvalue()


def _tall(data: bytes) -> float:
    """Height of a picture in parts of its width."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as picture:
        return picture.height / picture.width


def _clean(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(sign for sign in text if sign in "\t\n" or ord(sign) >= 32)
