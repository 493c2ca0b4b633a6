"""Texts that try to break out of where they are put."""
import re

PAYLOADS = ["<script>alert(1)</script>", "<img src=x onerror=alert(2)>", "</style><script>alert(3)</script>",
            "' onmouseover=alert(4) x='", "&lt;script&gt;", "javascript:alert(5)", "<!--", "]]>", "</td></table>",
            "<svg/onload=alert(6)>", "{{7*7}}", "<iframe src=//example.org>", "<base href=//example.org>"]


def spoil(text):
    """Every text of the agreement with a payload in front, each in turn."""
    turn = iter(range(1_000_000))
    return re.sub(r'(?<!")"(?=[^"\n]*[a-z ][^"\n]*")(?!\w+/\w+")([^"\n]+)"',
                  lambda found: f'"{PAYLOADS[next(turn) % len(PAYLOADS)]} {found.group(1)}"', text)
