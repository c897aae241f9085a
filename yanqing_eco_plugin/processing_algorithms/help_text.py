"""Reads what the toolbox and ``qgis_process help`` say about an algorithm."""

from __future__ import annotations

from pathlib import Path

__all__ = ["help_text", "plain"]

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "help"


def help_text(algorithm_id: str, language: str) -> str:
    """Help of an algorithm in Chinese (`language` begins with ``zh``) or English; one paragraph a line."""
    chinese = FOLDER / f"{algorithm_id}.zh.md"
    path = chinese if language.startswith("zh") and chinese.is_file() else FOLDER / f"{algorithm_id}.md"
    return plain(path.read_text(encoding="utf-8"))


def plain(markdown: str) -> str:
    """Markdown as bare paragraphs, because Processing shows a line as a paragraph and the terminal shows no markup."""
    paragraphs: list[str] = []
    joined = False
    for line in (raw.strip() for raw in markdown.splitlines()):
        if not line or line.startswith("#"):
            joined = False
            continue
        item = line.startswith("- ")
        text = ("• " + line[2:] if item else line).replace("`", "")
        if joined and not item:
            # Chinese sentences broken over two lines must not get a blank in the middle.
            gap = "" if ord(paragraphs[-1][-1]) > 0x2E80 or ord(text[0]) > 0x2E80 else " "
            paragraphs[-1] += gap + text
        else:
            paragraphs.append(text)
        joined = True
    return "\n".join(paragraphs)
