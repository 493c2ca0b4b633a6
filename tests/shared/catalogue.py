"""The catalogue's rows as the tests read them: what a report says in a language is held against its row, so that a test
judges all languages alike."""
import pathlib
import re

TEXT = pathlib.Path(__file__).resolve().parent.parent.parent / "src" / "text"
LANGUAGES = {"en": "en", "zh-Hant": "zh", "bg": "bg", "vi": "vi"}
ROW = re.compile(r'^TEXT\((\w+), "(\w*)", "((?:[^"\\]|\\.)*)"\)', re.M)
PLACEHOLDER = re.compile(r"\{(\d)(?:\?([^{}]*))?\}")
ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}
_columns = {}


def _plain(words):
    """A string of C as it is."""
    return re.sub(r"\\(u([0-9A-F]{4})|.)", lambda m: chr(int(m.group(2), 16)) if m.group(2) else ESCAPES[m.group(1)], words)


def column(language):
    """All rows of a language by their keys: what their arguments are, and the words."""
    if language not in _columns:
        prefix = LANGUAGES[language]
        files = re.findall(r'#include "text/(.*)"', (TEXT / f"{prefix}.def").read_text(encoding="utf-8"))
        rows = (row for name in files for row in ROW.findall((TEXT / name).read_text(encoding="utf-8")))
        _columns[language] = {key: (kinds, _plain(words)) for key, kinds, words in rows}
    return _columns[language]


def words(language, key):
    return column(language)[key][1]


def filled(language, key, *arguments):
    """The words with texts in the places of their arguments."""
    return PLACEHOLDER.sub(lambda m: arguments[int(m.group(1)) - 1], words(language, key))


def pattern(language, key, *groups):
    """A regular expression of the words: a group for each argument, in the order of the arguments' numbers as named groups
    `_1`, `_2`; what stands for one is `groups` or anything."""
    parts, end, text, seen = [], 0, words(language, key), set()
    for found in PLACEHOLDER.finditer(text):
        number = int(found.group(1))
        parts.append(re.escape(text[end:found.start()]))
        if found.group(2) is not None:
            parts.append("(?:" + "|".join(map(re.escape, found.group(2).split("|"))) + ")")
        elif number in seen:
            parts.append(f"(?P=_{number})")
        else:
            parts.append(f"(?P<_{number}>{groups[number - 1] if number <= len(groups) else '.*?'})")
            seen.add(number)
        end = found.end()
    return "".join(parts) + re.escape(text[end:])


def language_of(text):
    """The first language of an agreement's text."""
    found = re.search(r"^\s*language\s+([\w-]+)", text, re.M)
    return found.group(1) if found else "en"
