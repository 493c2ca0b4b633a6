"""Texts that were made to be slow: each family is a function from a length in bytes to a text of about that length."""

FRAME = ('agreement a "A" { term from 2026-01-01 to 2026-12-31; currency EUR plus tax 20% }\n'
         'client c "C" { person p "P" }\n')


def repeated(piece, length, before="", after=""):
    """`piece` takes the number of its turn where it is a function."""
    parts, size, turn = [before], len(before) + len(after), 0
    while size < length:
        part = piece(turn) if callable(piece) else piece
        parts.append(part)
        size += len(part.encode())
        turn += 1
    return "".join(parts) + after


def spoilt(text):
    """An agreement with a fault in each tenth line: the sound one's length, and as many faults as it can hold."""
    lines = text.split("\n")
    for i in range(5, len(lines), 10):
        lines[i] = lines[i].replace(" ", " , ", 1) if i % 20 == 5 else lines[i].replace('"', "", 1)
    return "\n".join(lines)


FAMILIES = {
    "blocks that never close": lambda n: repeated("x {\n", n, FRAME),
    "closing braces": lambda n: repeated("}\n", n, FRAME),
    "parentheses": lambda n: repeated("(", n, FRAME + "kpi k { unit x; formula "),
    "a quote that never closes": lambda n: repeated("word ", n, FRAME + 'goal g "'),
    "a text block that never closes": lambda n: repeated("line\n", n, FRAME + 'goal g """'),
    "quotes, one a line": lambda n: repeated('goal g "\n', n, FRAME),
    "backslashes in a text": lambda n: repeated("\\n", n, FRAME + 'goal g "', '" { owner p }'),
    "one line of statements": lambda n: repeated("bogus x; ", n, FRAME),
    "one long name": lambda n: repeated("x", n, FRAME + "goal "),
    "one long number": lambda n: repeated("7", n, FRAME + 'budget b { total ', " EUR }"),
    "unknown words": lambda n: repeated(lambda i: f"goa{i:x} x{i}\n", n, FRAME),
    "unknown names": lambda n: repeated(lambda i: f'goal g{i} "G" {{ owner pp{i:x} }}\n', n, FRAME),
    "one name declared again": lambda n: repeated('goal g "G" { owner p }\n', n, FRAME),
    "names that look alike": lambda n: repeated(lambda i: f"goal аa{i} \"G\" {{ owner p }}\n", n, FRAME),
    "combining characters": lambda n: repeated("e\u0301", n, FRAME + "goal ", ' "G" { owner p }'),
    "control characters": lambda n: repeated("\x01", n, FRAME),
    "a sum of one KPI": lambda n: repeated(" + k", n, FRAME + 'kpi k "K" { unit x; target observe }\nkpi s "S" { unit x; target observe; formula k', " }"),
    "formulas in a chain": lambda n: repeated(lambda i: f'kpi k{i} "K" {{ unit x; target observe; formula k{i + 1} }}\n', n, FRAME),
    "allowances": lambda n: repeated('allow K001 "r"\n', n, FRAME),
    "comments": lambda n: repeated("# nothing\n", n, FRAME),
    "empty lines": lambda n: repeated("\n", n, FRAME),
}
