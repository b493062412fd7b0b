"""Text from banks and answers made harmless for a terminal, and for terminals that know only ASCII."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import TextIO

from rich.text import Text

# C0 without tab and newline, DEL, C1, and the controls that turn the direction of text around
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
ENCODING_ERRORS = "mlprep"
"""How the codecs know the handler that prints the nearest ASCII form of what an encoding lacks."""

_PICTURES = 0x2400
_DELETE = 0x7F

_PLAIN = {
    "–": "-", "—": "-", "−": "-", "·": "-", "•": "*", "…": "...", "’": "'", "‘": "'", "“": '"', "”": '"',
    "→": "->", "⇒": "=>", "←": "<-", "↑": "^", "↓": "v", "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~", "×": "x",
    "∇": "grad ", "∂": "d", "∑": "sum", "∏": "prod", "∫": "int", "∞": "inf", "√": "sqrt", "‖": "||", "∈": " in ",
    "⊤": "T", "ᵀ": "T", "✓": "+", "○": "o", "✗": "x", "─": "-", "›": ">", "█": "#", "░": ".", "∣": "|",
    "±": "+-", "∝": " prop. to ", "½": "1/2", "¼": "1/4",
    "▁": "1", "▂": "2", "▃": "3", "▄": "4", "▅": "5", "▆": "6", "▇": "7",
}  # fmt: skip


def clean(text: str) -> str:
    """The text with control characters shown as pictures (ESC as ␛) instead of obeyed."""
    return _CONTROLS.sub(_picture, text)


def words(text: str, style: str = "") -> Text:
    """Text from outside, to print: no control characters, and square brackets are only brackets."""
    return Text(clean(text), style=style)


def storable(text: str) -> str:
    """Text that was typed, with question marks for bytes that were no text: those can be neither kept nor printed."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < ord(" "):
        return chr(_PICTURES + code)
    return "␡" if code == _DELETE else f"<U+{code:04X}>"


def make_encodable(stream: TextIO) -> None:
    """Let a stream whose encoding lacks a character print its nearest ASCII form instead of failing."""
    codecs.register_error(ENCODING_ERRORS, _nearest)
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors=ENCODING_ERRORS)


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(to_ascii(c) for c in error.object[error.start : error.end]), error.end


def to_ascii(character: str) -> str:
    """The nearest ASCII form of one character: é is e, θ is theta, ² is 2, ␛ is ^[; else a question mark."""
    if character in _PLAIN:
        return _PLAIN[character]
    code = ord(character)
    if _PICTURES <= code < _PICTURES + ord(" "):
        return f"^{chr(code - _PICTURES + ord('@'))}"
    plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    if plain:
        return plain
    name = unicodedata.name(character, "")
    if name.startswith("GREEK "):
        return name.rsplit(" ", 1)[-1].lower()
    return "" if unicodedata.combining(character) else "?"
