"""Hostile inputs that are too large to be kept as files: how each is made, by name."""

HEAD = 'format = 1\nid = "large"\ntitle = "Large"\n'
LABELS = '["no", "yes"]'
RESPONSES = f"[response_scales.r]\nlabels = {LABELS}\n"
ITEMS = '[items]\nworry = "I worry."\n'
KEYS = '["worry"]'
LIMIT = 256 * 1024


def scales(item: str, name: str = "s") -> str:
    """A scale of one item."""
    return f'[scales.{name}]\nitems = ["{item}"]\nmethod = "sum"\n'


SOUND = HEAD + RESPONSES + ITEMS + scales("worry")


def padded(text: str, length: int) -> str:
    """*text* with spaces in a comment up to a length."""
    return f"{text}#".ljust(length)


def lines(line: str, count: int) -> str:
    """A line again and again, with its number for each `%d`."""
    return "".join(line.replace("%d", str(n)) + "\n" for n in range(count))


def listed(element: str, count: int) -> str:
    """A list in brackets of an element again and again, with its number for each `%d`."""
    return f"[{', '.join(element.replace('%d', str(n)) for n in range(count))}]"


MANY_ITEMS = "[items]\n" + lines('i%d = "I."', 1_000)
TEXTS: dict[str, str] = {
    # Over the limit, and at it.
    "over-the-limit.toml": padded(SOUND, LIMIT + 1),
    "over-the-limit.json": "{}".ljust(LIMIT + 1),
    "comment-of-a-megabyte.toml": "#".ljust(1_000_000, "x"),
    "key-of-a-megabyte.toml": "k" * 1_000_000 + " = 1\n" + SOUND,
    "line-ends-at-the-limit.toml": "\n" * LIMIT,
    "comments-only.toml": "#\n" * (LIMIT // 2),
    "spaces-only.json": " " * LIMIT,
    "long-comment-and-a-fault.toml": "#".ljust(200_000, "x") + "\n" + SOUND.replace('"sum"', '"sun"'),
    "many-comments-and-a-fault.toml": lines("# %d " + "x" * 100, 2_000) + SOUND.replace('"sum"', '"sun"'),
    # Deep.
    "dotted-key-of-8000.toml": "a" + ".a" * 8_000 + " = 1\n" + SOUND,
    "dotted-key-of-8000-and-4000-lines.toml": "a" + ".a" * 8_000 + " = 1\n" + lines("b%d = 1", 4_000),
    "dotted-header-of-8000.toml": SOUND + "[a" + ".a" * 8_000 + "]\n",
    "dotted-header-of-8000-in-quotes.toml": SOUND + '["a"' + '."a"' * 8_000 + "]\n",
    "dotted-keys-of-21-in-4000-lines.toml": SOUND + lines("a%d" + ".a" * 20 + " = 1", 4_000),
    "brackets-40000.toml": "authors = " + "[" * 40_000,
    "brackets-40000-closed.toml": "authors = " + "[" * 40_000 + "]" * 40_000,
    "brackets-40000-over-lines.toml": "authors = " + "[\n" * 40_000,
    "inline-tables-40000.toml": "a = " + "{a = " * 40_000,
    "closing-brackets-40000.toml": "authors = " + "]" * 40_000,
    "header-brackets-40000.toml": "[" * 40_000 + "a" + "]" * 40_000,
    "brackets-40000.json": "[" * 40_000,
    "objects-40000.json": '{"a":' * 40_000,
    "brackets-100000-after-brackets-in-a-text.json": '{"title": "[[[[", "items": ' + "[" * 100_000,
    "lists-31-deep-in-2500-lines.toml": lines("a%d = " + "[" * 31 + "]" * 31, 2_500),
    # Many.
    "items-3000.toml": HEAD + RESPONSES + "[items]\n" + lines('i%d = "I."', 3_000) + scales("i0"),
    "items-3000-without-text.toml": HEAD + RESPONSES + "[items]\n" + lines('i%d = ""', 3_000) + scales("i0"),
    "items-9000-as-empty-tables.toml": HEAD + RESPONSES + lines("[items.i%d]", 9_000) + scales("i0"),
    "options-501.toml": SOUND.replace(LABELS, listed('"label %d"', 501)),
    "options-10000-of-the-same-label.toml": SOUND.replace(LABELS, listed('"no"', 10_000)),
    "options-501-with-values.toml": SOUND.replace(
        f"labels = {LABELS}", "options = " + listed('{ value = %d, label = "%d" }', 501)
    ),
    "bands-501.toml": SOUND + "bands = " + listed('{ start = "%d/1000", label = "%d" }', 501),
    "bands-5000-of-the-same-start.toml": SOUND + "bands = " + listed('{ start = 0, label = "%d" }', 5_000),
    "keys-10000-of-the-same-item.toml": SOUND.replace(KEYS, listed('"worry"', 10_000)),
    "keys-10000-of-no-item.toml": SOUND.replace(KEYS, listed('"wory%d"', 10_000)),
    "keys-5000-of-no-item-beside-1000-items.toml": HEAD
    + RESPONSES
    + "[items]\n"
    + lines('i%d = "I."', 1_000)
    + scales("i0").replace('["i0"]', listed('"j%d"', 5_000)),
    "references-8000-of-no-kind.toml": SOUND + "about = " + listed('"sing:a%d"', 8_000),
    "citations-5000-of-no-source.toml": SOUND + "citations = " + listed('{ source = "s%d" }', 5_000),
    "unknown-fields-15000.toml": lines("item%d = 1", 15_000) + SOUND,
    "unknown-fields-9000-in-a-scale.toml": SOUND + lines("metod%d = 1", 9_000),
    "empty-tables-60000.toml": HEAD + "items = " + listed("{}", 60_000) + "\n" + RESPONSES + scales("worry"),
    "empty-scales-10000.toml": HEAD + RESPONSES + ITEMS + lines("[scales.s%d]", 10_000),
    "examples-5000-of-no-item.toml": SOUND + lines("[[examples]]\nanswers.wory = 1\nscores.s = 1", 5_000),
    "examples-15000-of-nothing.toml": SOUND + lines("[[examples]]", 15_000),
    "ignored-findings-10000.toml": SOUND + lines('[[ignore]]\nrule = ""', 10_000),
    "renamed-8000.toml": SOUND + "[renamed.items]\n" + lines('new%d = "old %d"', 8_000),
    "items-1800-that-are-alike.toml": HEAD
    + RESPONSES
    + "[items]\n"
    + lines('"a.%d" = "I."\n"a-%d" = "I."', 900)
    + scales("a.1"),
    "circle-of-2000-scales.toml": SOUND
    + "".join(scales("worry", f"s{n}") + f'part_of = "s{(n + 1) % 2_000}"\n' for n in range(2_000)),
    "line-of-2000-scales-that-ends-nowhere.toml": SOUND
    + "".join(scales("worry", f"s{n}") + f'part_of = "s{n + 1}"\n' for n in range(2_000)),
    "response-scales-3000-that-no-item-names.toml": HEAD
    + lines('[response_scales.r%d]\nlabels = ["a", "b"]', 3_000)
    + "[items]\n"
    + lines('i%d = "I."', 1_500)
    + scales("i0"),
    "weights-300-of-500-options.toml": HEAD
    + RESPONSES.replace(LABELS, listed('"%d"', 500))
    + "[items]\n"
    + lines('i%d = "I."', 300)
    + scales("i0").replace('["i0"]', listed('{ item = "i%d", weight = 1.%d }', 300)),
    "weights-300-that-are-fine.toml": HEAD
    + RESPONSES
    + "[items]\n"
    + lines('i%d = "I."', 300)
    + scales("i0").replace('["i0"]', listed('{ item = "i%d", weight = "1/99999999999999%d" }', 300)),
    # The most that can be wrong in so few bytes.
    "options-85000-as-empty-tables.toml": SOUND.replace(f"labels = {LABELS}", "options = [" + "{}," * 85_000 + "]"),
    "keys-125000-as-numbers.toml": SOUND.replace(KEYS, "[" + "0," * 125_000 + "]"),
    "examples-85000-of-nothing.json": '{"examples": [' + "{}," * 85_000 + "{}]}",
    "same-key-15000.json": "{" + '"a": 1, ' * 15_000 + '"a": 1}',
    "empty-objects-60000.json": '{"items": ' + listed("{}", 60_000) + "}",
    # Long.
    "integer-of-5000-digits.toml": SOUND + "at_least = " + "9" * 5_000,
    "integer-of-4000-digits.toml": SOUND + "at_least = " + "9" * 4_000,
    "integer-of-200000-digits.json": '{"format": ' + "9" * 200_000 + "}",
    "hexadecimal-of-100000-digits.toml": SOUND + "at_least = 0x" + "f" * 100_000,
    "decimal-of-200000-digits.toml": SOUND + "at_least = 0." + "3" * 200_000,
    "exponent-of-5000-digits.toml": SOUND + "at_least = 1e" + "9" * 5_000,
    "fraction-of-100000-digits.toml": SOUND + 'range = ["' + "9" * 100_000 + '/7", 1]',
    "share-of-200000-digits.toml": SOUND + 'min_answered = "' + "1" * 100_000 + "/" + "2" * 100_000 + '"',
    "version-of-200000-letters.toml": 'version = "1.2.' + "x" * 200_000 + '"\n' + SOUND,
    "id-of-200000-letters.toml": SOUND.replace('"large"', '"' + "a" * 200_000 + '"'),
    "field-of-200000-letters.toml": "t" * 200_000 + " = 1\n" + SOUND,
    "item-of-200000-letters.toml": HEAD + RESPONSES + "[items]\n" + "i" * 200_000 + ' = "I."\n' + scales("worry"),
    "method-of-200000-letters.toml": SOUND.replace('"sum"', '"' + "s" * 200_000 + '"'),
    "reference-of-200000-colons.toml": SOUND + 'about = ["sign' + ":" * 200_000 + '"]',
    "control-characters-40000.toml": SOUND.replace("I worry.", r"\u0001" * 40_000),
    "open-text.toml": SOUND.replace('"I worry."', '"' + "I worry. " * 20_000),
    "open-text-of-many-lines.toml": SOUND + 'a = """\n' + lines("I worry. %d", 12_000),
    "open-literal-of-many-lines.toml": SOUND + "a = '" + "''\n" + lines("I worry. %d", 12_000),
    "open-texts-again-and-again.toml": '\\"""\n' * 50_000,
    "quotes-100000.toml": "a = " + '"' * 100_000,
    "quotes-100000-with-backslashes.toml": 'a = "' + '\\"' * 100_000,
    "commas-200000.toml": "authors = [" + "," * 200_000 + "]\n",
    "equals-200000.toml": "=" * 200_000,
    "carriage-return-after-60000-line-ends.toml": SOUND + "\r\n\n" * 60_000 + "\r",
    "open-text.json": '{"title": "' + "I worry. " * 20_000,
    "backslashes-200001.json": '{"title": "' + "\\" * 200_001,
    "lone-surrogates-40000.json": '{"title": "' + r"\ud800" * 40_000 + '"}',
}
# Files of items, each beside a sound questionnaire.
BESIDE = HEAD + 'items_file = "items.csv"\n' + RESPONSES + scales("worry")
SHEETS: dict[str, str] = {
    "over-the-limit.csv": "id,text\nworry,I worry.\n".ljust(LIMIT + 1),
    "rows-3000.csv": "id,text\n" + lines("i%d,I.", 3_000),
    "rows-80000-that-are-short.csv": "id,text\n" + "a\n" * 80_000,
    "rows-60000-of-the-same-id.csv": "id,text\n" + "a,b\n" * 60_000,
    "columns-30000.csv": "id,text" + "".join(f",x{n}" for n in range(30_000)) + "\n",
    "columns-100000-of-the-same-name.csv": "id,text" + ",x" * 100_000 + "\n",
    "cell-of-140000-letters.csv": "id,text\nworry," + "x" * 140_000 + "\n",
    "cell-of-100000-lines.csv": 'id,text\nworry,"' + "x\n" * 100_000,
    "references-25000-in-a-cell.csv": "id,text,about\nworry,I worry.," + "sign " * 25_000 + "\n",
    "quotes-200000.csv": '"' * 200_000,
    "commas-200000.csv": "," * 200_000,
    "line-ends-200000.csv": "\n" * 200_000,
}
LARGE: dict[str, bytes] = {name: text.encode() for name, text in (TEXTS | SHEETS).items()} | {
    "null-bytes-at-the-limit.toml": b"\0" * LIMIT,
    "bytes-ff-at-the-limit.toml": b"\xff" * LIMIT,
    "not-utf-8-in-the-last-line.toml": SOUND.encode() + b"#\n" * 100_000 + b"\xff",
    "byte-order-marks-80000.toml": b"\xef\xbb\xbf" * 80_000,
    "utf-16-at-the-limit.toml": padded(SOUND, 120_000).encode("utf-16"),
}
