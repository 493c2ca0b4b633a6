"""An agreement in two languages: set in two columns, each part in its own language."""
import html.parser
import json
import re

from harness import FINE, HOME, call, expect, put

EXAMPLE = (HOME / "examples" / "two-languages.remit").read_text(encoding="utf-8")
SMALL = """agreement plan "計畫" en "The plan" { term from 2027-01-01 to 2027-12-31; currency TWD; language zh-Hant, en; mission "喝茶"%s }
client shop "小店" { person mei "林美玲"; contact mei }
agency lab "Lab" { person tom "Tom"; contact tom }
"""


class Words(html.parser.HTMLParser):
    """The words of a page, each with the language that a reader aloud would take."""

    def __init__(self, page):
        super().__init__()
        self.open, self.words, self.tags = [(None, None)], [], set()
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        if tag not in ("meta", "input", "br"):
            self.open.append((tag, dict(attributes).get("lang") or self.open[-1][1]))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if data.strip() and self.open[-1][0] not in ("style", "title"):
            self.words.append((self.open[-1][1], data.strip()))


def agreement(program, folder, text, form="html"):
    put(folder / "plan.remit", text)
    call(program, "build", "plan.remit", "--force", "--level", "error", "--emit", f"agreement.{form}", folder=folder)
    return (folder / f"plan.agreement.{form}").read_text(encoding="utf-8")


def test_each_clause_stands_in_both(program, folder):
    page = agreement(program, folder, EXAMPLE)
    assert '<html lang="zh-Hant">' in page and '<main class="paper two">' in page
    clauses = re.findall(r'<p class="clause".*?</p>', page, re.S)
    assert len(clauses) > 30
    for clause in clauses:
        assert clause.count('class="side"') == clause.count('class="side other" lang="en"') == 1, clause
    assert page.count("<h1>") == 1 and len(re.findall("<h2>", page)) == len(re.findall("<h2>.*lang=\"en\"", page))


def test_words_are_in_the_language_that_they_say(program, folder):
    words = Words(agreement(program, folder, EXAMPLE)).words
    for language, said in words:
        han = re.search(r"[\u4e00-\u9fff]", said)
        assert language == "zh-Hant" if han else True, (language, said)
    english = [said for language, said in words if language == "en"]
    assert "Confidentiality" in english and any("from 1 January 2027 to 31 December 2027" in said for said in english)


def test_what_lacks_its_translation_is_marked(program, folder):
    words = Words(agreement(program, folder, SMALL % "")).words
    assert words.count(("zh-Hant", "喝茶")) == 2, words
    assert ("zh-Hant", "林美玲") in words and ("en", "The plan") in words
    assert ("zh-Hant", "林美玲") == words[words.index(("en", "Whatever concerns this agreement goes to")) + 1]


def test_one_language_has_one_column(program, folder):
    page = agreement(program, folder, SMALL.replace(", en;", ";").replace(' en "The plan"', "") % "")
    assert 'class="side' not in page and "paper two" not in page and ' lang="en"' not in page


def test_nothing_of_the_marks_is_left(program, folder):
    for form in ("html", "md"):
        assert not re.search("[\x0e\x0f\u240e\u240f]", agreement(program, folder, EXAMPLE, form))


def test_markdown_says_both(program, folder):
    text = agreement(program, folder, EXAMPLE, "md")
    assert text.startswith('# 合約：山嵐茶館 2027 年社群經營合約 / <span lang="en">Agreement: Shanlan Teahouse: social media agreement 2027</span>\n')
    clauses = re.findall(r"^\*\*[\d.]+\*\* .*$", text, re.M)
    assert len(clauses) > 30 and all('<br><span lang="en">' in clause for clause in clauses)


def test_other_artifacts_are_in_the_first(program, folder):
    put(folder / "plan.remit", EXAMPLE)
    expect(call(program, "build", "plan.remit", "--level", "error", "-o", "out", folder=folder), FINE)
    for path in (folder / "out").iterdir():
        if path.suffix == ".xlsx" or ".agreement." in path.name or path.name == "plan.model.json":
            continue
        text = path.read_text(encoding="utf-8")
        assert "Tea rooms" not in text and "Shanlan" not in text, path.name
    model = json.loads((folder / "out/plan.model.json").read_text(encoding="utf-8"))
    assert model["agreement"]["title"]["second"].startswith("Shanlan Teahouse")


def test_translations_break_out_of_nothing(program, folder):
    hostile = ['</span></p><script>alert(1)</script>', '" onload=x <img src=x onerror=alert(1)>', "a | b\\n# c", "</main><style>*{display:none}"]
    clauses = "".join('; excludes "%s" en "%s"' % (f"不含{i}", text.replace('"', '\\"')) for i, text in enumerate(hostile))
    page, text = (agreement(program, folder, SMALL % clauses, form) for form in ("html", "md"))
    read = Words(page)
    assert not {"script", "img"} & read.tags
    said = [words for language, words in read.words if language == "en"]
    for wanted in (hostile[0], hostile[1], hostile[3], "a | b\n# c"):
        assert wanted in said, wanted
    assert "<script" not in text and "<img" not in text and "\n# c" not in text
