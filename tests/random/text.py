"""A text as a structure: blocks of statements of tokens, so that a fault's place is the place of a token.

A token is a word, a number, a text or a punctuation mark. Where it stands is known once the text is laid out; the layout
is drawn from a seed of its own: indentation, `;`, comments, wrapped lists, full-width punctuation, other quotes.
"""
import random
import re

SCAN = re.compile(r'"(?:\\.|[^"\\])*"|[,()]|[^\s,()]+')
WIDE = str.maketrans({",": "，", ";": "；", "%": "％", "{": "｛", "}": "｝", "(": "（", ")": "）"})
QUOTES = [('"', '"')] * 6 + [("「", "」"), ("『", "』"), ("“", "”")]


class Tok:
    """One token; `raw`: laid out as it is."""

    def __init__(self, text, raw=False):
        self.text, self.raw = text, raw
        self.glue = False  # touches the next one
        self.start = self.end = None

    def __repr__(self):
        return self.text


def tokens(*parts):
    """Strings split into tokens; tokens, lists and statements as they are."""
    out = []
    for part in parts:
        if part is None:
            continue
        if isinstance(part, Tok):
            out.append(part)
        elif isinstance(part, str):
            out += [Tok(word) for word in SCAN.findall(part)]
        else:
            out += tokens(*part)
    return out


def listed(names):
    """Names joined by commas."""
    out = []
    for name in names:
        if out:
            out.append(Tok(","))
        out += tokens(name)
    return out


class Stmt:
    """One statement: its tokens."""

    def __init__(self, *parts):
        self.toks = tokens(*parts)

    @property
    def words(self):
        return [tok.text for tok in self.toks]

    def __getitem__(self, index):
        return self.toks[index]

    def index(self, word, start=0):
        return self.words.index(word, start)

    def find(self, word):
        return self.toks[self.index(word)]

    def after(self, word):
        return self.toks[self.index(word) + 1]

    def span(self, first=0, last=-1):
        return self.toks[first], self.toks[last]

    def span_until(self, first, *stops):
        """From the token at `first` to the one before the first of these words, or to the end."""
        end = min([i for i, word in enumerate(self.words) if i > first and word in stops], default=len(self.toks))
        return self.toks[first], self.toks[end - 1]

    def replace(self, first, end, *parts):
        """Tokens put in the place of others; gives the first and the last of them."""
        new = tokens(*parts)
        self.toks[first:end] = new
        return (new[0], new[-1]) if new else None

    def drop_name(self, name):
        """Takes a name out of a list, with one of the commas beside it."""
        i = self.index(name)
        if i + 1 < len(self.toks) and self.toks[i + 1].text == ",":
            del self.toks[i:i + 2]
        else:
            del self.toks[i - 1:i + 1]


class Block:
    """A declaration: its head, and its statements and inner blocks."""

    def __init__(self, *head):
        self.head = tokens(*head)
        self.body = []
        self.brace = None  # the token of a { that is not closed

    def add(self, *parts):
        if len(parts) == 1 and isinstance(parts[0], (Block, Stmt)):
            item = parts[0]
        else:
            item = Stmt(*parts)
        self.body.append(item)
        return item

    def stmts(self, word):
        return [s for s in self.body if isinstance(s, Stmt) and s.toks[0].text == word]

    def stmt(self, word):
        found = self.stmts(word)
        return found[0] if found else None

    def blocks(self, word):
        return [b for b in self.body if isinstance(b, Block) and b.head[0].text == word]

    def drop(self, item):
        self.body.remove(item)

    def drop_all(self, word):
        self.body = [s for s in self.body if not (isinstance(s, Stmt) and s.toks[0].text == word)]

    @property
    def at_head(self):
        return self.head[0], self.head[-1]


class Writer:
    """Lays a text out and notes where each token stands."""

    def __init__(self, seed, plain=False, names=()):
        self.rng = random.Random(seed)
        rng = self.rng
        self.names = names
        self.folded = rng.choice([0.0, 0.0, 0.0, 0.02])   # names in full-width letters
        self.tall = rng.choice([0.0, 0.0, 0.03])          # texts over several lines
        self.space = rng.choice([" "] * 6 + ["  ", "\u3000", "\u00a0", "\t"])
        self.indent = rng.choice(["  ", "    ", "\t"])
        self.dense = rng.choice([0.0, 0.2, 0.7])        # blocks on one line
        self.comments = rng.choice([0.0, 0.0, 0.05])
        self.wrap = rng.choice([0.0, 0.0, 0.1])
        self.wide = rng.choice([0.0, 0.0, 0.0, 0.15])
        self.quotes = rng.choice([True, False, False])
        self.capital = rng.choice([0.0, 0.0, 0.1])
        self.newline = rng.choice(["\n", "\n", "\n", "\r\n"])
        if plain:
            self.dense = self.comments = self.wrap = self.wide = self.capital = self.folded = self.tall = 0.0
            self.quotes, self.indent, self.space = False, "  ", " "
        self.out, self.line, self.column = [], 1, 1

    def put(self, text):
        self.out.append(text)
        self.column += len(text)

    def end_line(self, depth):
        if self.rng.random() < self.comments:
            self.put("  # " + self.rng.choice(["as agreed", "見附件", "виж приложението", "30%, { or \"so"]))
        self.out.append(self.newline)
        self.line += 1
        self.column = 1
        self.put(self.indent * depth)

    def write_tall(self, tok, depth):
        tok.start = (self.line, self.column)
        self.put('"""')
        for line in (tok.text[1:-1], '"""'):
            self.out.append(self.newline)
            self.line, self.column = self.line + 1, 1
            self.put(self.indent * (depth + 1) + line)
        tok.end = (self.line, self.column)

    def write(self, tok, depth=0):
        text = tok.text
        if self.tall and not tok.raw and text[0] == '"' and "\\" not in text and self.rng.random() < self.tall:
            self.write_tall(tok, depth)
            return
        if self.folded and text in self.names and text.isascii() and self.rng.random() < self.folded:
            text = "".join(chr(ord(c) + 0xFEE0) for c in text)
        elif not tok.raw and text[0] == '"' and text[:3] != '"""' and self.quotes and "\\" not in text:
            opening, closing = self.rng.choice(QUOTES)
            text = opening + text[1:-1] + closing
        elif not tok.raw and text[0] != '"' and self.rng.random() < self.wide:
            text = text.translate(WIDE)
        tok.start = (self.line, self.column)
        self.put(text)
        tok.end = (self.line, self.column)

    def mark(self, text):
        self.put(text.translate(WIDE) if self.rng.random() < self.wide else text)

    def words(self, toks, depth):
        last = None
        for tok in toks:
            if last is not None and not last.glue and tok.text not in (",", ")") and last.text != "(" and not (tok.text == "(" and last.text in ("spent", "sum", "min", "max")):
                if last.text == "," and self.rng.random() < self.wrap:
                    self.end_line(depth + 2)
                else:
                    self.put(self.space if self.rng.random() < 0.2 else " ")
            self.write(tok, depth)
            last = tok

    def statement(self, stmt, depth):
        first = stmt.toks[0]
        if self.capital and not first.raw and first.text.isascii() and first.text.islower() and self.rng.random() < self.capital and first.text in CAPITALS:
            first = stmt.toks[0] = retold(first)
        self.words(stmt.toks, depth)

    def block(self, block, depth):
        self.words(block.head, depth)
        if (not block.body and block.head[0].text in BARE) or (not block.body and self.rng.random() < 0.5 and block.head[0].text not in ("mix", "split", "brand", "calendar")):
            return
        self.put(" ")
        if block.brace:
            self.write(block.brace)
        else:
            self.mark("{")
        dense = all(isinstance(item, Stmt) for item in block.body) and len(block.body) < 9 and self.rng.random() < self.dense
        for i, item in enumerate(block.body):
            if not dense:
                self.end_line(depth + 1)
            else:
                self.put(" ")
            (self.statement if isinstance(item, Stmt) else self.block)(item, depth + 1)
            if dense and i + 1 < len(block.body):
                self.mark(";")
        if dense:
            self.put(" ")
        else:
            self.end_line(depth)
        if not block.brace:
            self.mark("}")

    def text(self, items):
        for item in items:
            (self.statement if isinstance(item, Stmt) else self.block)(item, 0)
            self.end_line(0)
            if self.rng.random() < 0.6:
                self.end_line(0)
        return "".join(self.out)


BARE = {"department"}  # never with a block
CAPITALS = {"target", "serves", "measures", "owner", "covers", "source", "because"}


def retold(tok):
    """The same token with a capital; it is changed in place, since faults are named by it."""
    tok.text = tok.text.capitalize()
    return tok


def lay_out(items, seed, plain=False, names=()):
    return Writer(seed, plain, names).text(items)
