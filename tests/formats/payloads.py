"""What somebody might put into an agreement to have it say something else where its findings are shown, and the places of
findings where a text of the agreement, or of who calls the program, can stand."""
import re

PAYLOADS = [
    # GitHub's commands, and what would end a line or a value before one.
    "::error::forged", "::stop-commands::t", "::add-mask::x", "%0A::set-env name=X::1", "x%0D%0A::warning::y", "##[error]forged",
    "a,b:c%", "file=x,line=1::y", "\n::error::forged", "\r::add-mask::x", "\r\n##[group]x", "\u2028::error::x", "\u00a0::error::x",
    # A terminal's sequences.
    "\x1b[2J", "\x1b]0;title\x07", "\x1b]8;;http://x\x1b\\y", "\x1b]52;c;eA==\x07", "\u009b31m", "\u0090q", "\b\b\b\bforged", "\x0b\x0c\x7f\x85",
    "\rplan.remit: 0 errors", "\ufffe\uffff", "\u202etxet", "\u2066a\u2069", "a\u200bb\u00adc", "\U000e0041", "\u0301" * 40,
    # HTML, XML and SVG.
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='x", "</failure><failure>", "]]>", "<![CDATA[x]]>",
    "<!-- x -->", "&lt;&#x3c;&amp;amp;", "&xxe;", "<?xml version=\"1.0\"?>", "</system-out>", "<foreignObject onload=x>",
    # Markdown, and the links of SARIF.
    "|a|b|", "\\|", "`x` ``y``", "``` \nx", "[x](javascript:1)", "[x\\](http://x)", "![](http://x/?q)", "<b>x</b>", "# h", "- [ ] x", "1. x",
    "---", "***", "~~~", "    x", "x\\", "@user #123 :smile:", "http://auto.link www.auto.link", "$$x$$", "https://x.y/", "{0} {{0}} {1", "}",
    # JSON.
    "\"}, {\"level\": \"none\"", "\\", "\\u0000\\ud800", "\"\n]\n", "\u2028\u2029",
    # Spreadsheets, and names of files.
    "=1+2", "+1", "@SUM(1)", "-1+cmd|'/c calc'!A0", "a b#c?d%e", "..\\..\\x", "C:x", "scheme:x", "%2e%2e", "~", "報告書🍵.x", "Ρ€π", "a;b", "$(x) `x` !x",
]

AGREEMENT = "agreement a \"A\" {\n  term from 2026-01-01 to 2026-12-31\n  currency TWD\n}\n"


def quoted(text):
    """As a text of the language, what is not to stand in it written out."""
    def piece(match):
        return f"\\u{{{ord(match.group()):X}}}"
    return '"' + re.sub(r"[^\w ,.:;()\[\]|<>/?!@#%&*+=~'`^-]|[\u0300-\u036f]", piece, text) + '"'


# What stands in an agreement: each gives at least one finding.
IN_AGREEMENT = {
    "raw": lambda text: AGREEMENT + text + "\n",
    "word": lambda text: AGREEMENT + "foo " + text + "\n",
    "comment": lambda text: AGREEMENT + "foo # " + text + "\n",
    "text": lambda text: AGREEMENT + f"channel c {quoted(text)} {{ media nowhere }}\n",
    "raw text": lambda text: AGREEMENT + f"channel c \"{text}\" {{ media nowhere }}\n",
    "include": lambda text: AGREEMENT + f"include {quoted(text)}\n",
    "timezone": lambda text: AGREEMENT.replace("}", f"  timezone {quoted(text)}\n}}"),
    "unit": lambda text: AGREEMENT + f"kpi k \"K\" {{\n  unit {text}\n}}\n",
    "reason": lambda text: AGREEMENT + f"objective o \"O\" {{\n  allow G001 {quoted(text)}\n}}\nfoo\n",
    "default": lambda text: AGREEMENT + f"param p money \"P\" = {text}\n",
}
