"""Codebooks: all it takes to score a form by hand."""

from typing import Any

from attrs import evolve

from insight import (
    Band,
    Catalog,
    Citation,
    Example,
    Item,
    Key,
    Questionnaire,
    ResponseScale,
    Scale,
    Source,
    describe,
    load_catalog,
    options,
    score,
)
from insight.content import Evidence
from insight.describing import Description, Listing, Table
from insight.questionnaires import Method, Renamed, Validation

HELP = (
    "If things are hard or you are in danger, help is there. Emergency services: call\n"
    "your local emergency number (112 in the EU, 911 in the US and Canada, 999 in the\n"
    "UK, 000 in Australia); Find a Helpline: https://findahelpline.com. Nobody has\n"
    "verified these for us: check before use."
)


def section(questionnaire: Questionnaire, title: str, *, catalog: Catalog | None = None) -> str:
    """The text of one section of the codebook, without its title."""
    page = describe(questionnaire, catalog=catalog)
    (found,) = (block for block in page.blocks if isinstance(block, Description) and block.title == title)
    return found.text(width=1_000).partition("\n\n")[2]


def build(scale: Scale, *more: Scale, **fields: Any) -> Questionnaire:
    """Three items, the third with a wider range, and scales of them."""
    agree = ResponseScale(id="agree", options=options("no", "partly", "yes", start=1).options)
    often = ResponseScale(id="often", options=options("never", "rarely", "sometimes", "often", "always").options)
    items = [Item(id=name, text=f"Is it {name}?", responses="agree") for name in ("a", "b")]
    items.append(Item(id="c", text="How often is it c?", responses="often"))
    parts: dict[str, Any] = {"responses": [agree, often], "items": items, "scales": [scale, *more]}
    return Questionnaire.build("mine", title="Mine", **(parts | fields))


def keys(text: str) -> tuple[Key, ...]:
    """Keys in short form."""
    return tuple(map(Key.parse, text.split()))


def test_a_codebook_in_full(check_in: Questionnaire) -> None:
    """Head, instructions, items, answers, how to score, each scale, and the notice with help at the end."""
    bands = (Band(start=0, label="lower"), Band(start="4/3", label="higher"))
    scale = evolve(check_in.scales[0], bands=bands, about=("domain:career",))
    mine = evolve(check_in, instructions="Think\nback.", licence="MIT", authors=("A. Author",), scales=(scale,))

    assert describe(mine).text() == (
        f"""\
Job check-in 1.0.0
==================

- Id: job-check-in
- Version: 1.0.0
- Length: 3 items, 1 scale
- Language: en
- Licence: MIT
- Authors: A. Author
- Validation: none. Not validated: no study of these scores is recorded.

Instructions
------------

Think back.

Items
-----

Variable  No.  Text
--------  ---  ------------------------------------
worry     1    I worry about losing my job.
safe      2    I feel safe in my position.
ask       3    I hold back from asking for a raise.

Answers
-------

Value  Label                 Note
-----  --------------------  --------------------
0      never
1      rarely
2      sometimes
3      often
4      always
98     does not apply to me  counts as unanswered

How to score by hand
--------------------

1. Write down the value of each answer, from the table of answers. An item
   without an answer is missing, and so is one whose answer counts as
   unanswered. A missing item is not 0. Where two options are ticked, or
   something else is written, ask the person and do not guess.
2. For each answered item of a scale, look up what the answer counts as, in the
   first of the scale's tables. Forward: the higher the answer, the more it
   counts. Reverse: the other way round.
3. Count the answered items. Where they are too few, the scale has no score.
4. Work out the score in the way that stands below that table. Do not round it
   before you look up its band. Where a band starts at a fraction, the fraction
   counts; a score that equals it is in the band.
5. Where items are missing, also where too many are, work out two more numbers
   as if all were answered: one with the smallest number that each missing item
   can count as, one with the largest. Write both beside the score: whatever the
   missing answers are, it would lie between them, ends included.

Job insecurity
--------------

Id: job-insecurity. Rule: the mean of the answered items, at least 2 of 3; one
is keyed in reverse. Each item counts as 0 to 4. Possible scores: 0 to 4. The
higher the score, the more the answers speak of: insecurity in the area
domain:career.

What answers count as for Job insecurity
Variable  No.  Key      Counts as
--------  ---  -------  ------------------
worry     1    forward  the answer
safe      2    reverse  4 minus the answer
ask       3    forward  the answer

With fewer than 2 of the 3 items answered there is no score. Add up what the
answered items count as, and divide by how many are answered.

Bands of Job insecurity
Band    From                To                        Source
------  ------------------  ------------------------  ---------
lower   0                   below 4/3 (about 1.3333)  editorial
higher  4/3 (about 1.3333)  4, included               editorial

Editorial: on the word of the authors alone. Bands are parts of the possible
range, not a comparison with other people.

Digests, by which programs tell versions apart
----------------------------------------------

- Scoring: {mine.scoring_digest}
- Content: {mine.content_digest}

For insight, never a diagnosis. It does not replace the advice of a qualified
professional.

{HELP}"""
    )


def test_all_have_to_be_answered() -> None:
    """A sum of all items is told as one."""
    text = section(build(Scale(id="s", items=keys("a -b"), method=Method.SUM)), "S")

    assert "reverse  4 minus the answer" in text
    assert text.endswith("All 2 items have to be answered. Add up what each item counts as.")


def test_one_item() -> None:
    """A scale of one item says so."""
    text = section(build(Scale(id="s", items=keys("a"), method=Method.MEAN)), "S")

    assert text.endswith("Its one item has to be answered. Add up what the answered items count as, and divide by 1.")


def test_a_prorated_sum() -> None:
    """Missing items of a sum of like items are made up for by one multiplication."""
    text = section(build(Scale(id="s", items=keys("a b"), method=Method.SUM, min_answered=1)), "S")

    assert text.endswith(
        "With none of the 2 items answered there is no score. Add up what each answered item counts as. "
        "Where some are missing, divide by how many are answered, and multiply by 2."
    )


def test_unequal_ranges_that_are_prorated() -> None:
    """A missing item is placed first, and the table has the ends that it takes."""
    text = section(build(Scale(id="s", items=keys("a c"), method=Method.MEAN, min_answered=1)), "S")

    assert "Variable  No.  Key      Counts as   Lowest  Highest\n" in text
    assert "c         3    forward  the answer  0       4" in text
    assert text.endswith(
        "With none of the 2 items answered there is no score. "
        "Where some are missing, place them first. Of each answered item, take what it counts as minus its lowest, "
        "divided by how far its highest lies above its lowest. Take the mean of these, without weights. "
        "Each missing item counts as its lowest plus that mean times how far its highest lies above its lowest. "
        "Add up what all items count as, and divide by 2."
    )


def test_weights() -> None:
    """A weighted mean is divided by the sum of the weights, a weighted sum by nothing."""
    weighted = (Key(item="a", weight="1/3"), Key(item="b", weight=2))
    mean, total = (Scale(id="s", items=weighted, method=method) for method in (Method.MEAN, Method.SUM))

    assert "a         1    forward  the answer  1/3\n" in section(build(mean), "S")
    assert section(build(mean), "S").endswith(
        "Multiply what each item counts as by its weight, add all up, "
        "and divide by all weights together: 7/3 (about 2.3333)."
    )
    assert section(build(evolve(mean, min_answered=1)), "S").endswith(
        "With none of the 2 items answered there is no score. "
        "Where some are missing, let each of them count as the mean of the answered ones, without weights. "
        "Multiply what each item counts as by its weight, add all up, and divide by all weights together: "
        "7/3 (about 2.3333)."
    )
    assert section(build(total), "S").endswith("Add up what each item counts as, times its weight.")
    alike = evolve(total, items=(Key(item="a", weight=2), Key(item="b", weight=2)), min_answered=1)
    assert section(build(alike), "S").endswith(
        "Add up what each answered item counts as, times its weight. "
        "Where some are missing, divide by how many are answered, and multiply by 2."
    )


def test_negative_weights() -> None:
    """What makes a score lowest is the other way round for them."""
    mine = build(Scale(id="s", items=(Key(item="a"), Key(item="b", weight=-1)), method=Method.SUM))

    assert section(mine, "How to score by hand").endswith(
        "ends included. Of an item with a weight below 0 it is the other way round."
    )


def test_counts() -> None:
    """For a count each answer is 1 or 0, turned round where the key says so."""
    counted = Scale(id="s", items=keys("a -c"), method=Method.COUNT, at_least=3, min_answered=1)
    text = section(build(counted), "S")

    assert "forward  1 for an answer of 3 or more, else 0\n" in text
    assert "reverse  1 for an answer of 1 or less, else 0\n" in text
    assert "Possible scores: 0 to 2." in text


def test_several_response_scales_are_named() -> None:
    """Where items take different answers, each names its own, and each has a table with its name."""
    mine = build(Scale(id="s", items=keys("a c"), method=Method.MEAN))

    assert "a         1    Is it a?            agree\n" in section(mine, "Items")
    assert section(mine, "Answers") == (
        "agree\nValue  Label\n-----  ------\n1      no\n2      partly\n3      yes\n\noften\n"
        "Value  Label\n-----  ---------\n0      never\n1      rarely\n2      sometimes\n3      often\n4      always"
    )


def test_a_part_stands_below_its_whole() -> None:
    """Scales stand in the order of the outline, with the names that lead to them."""
    whole = Scale(id="whole", items=keys("a b"), method=Method.SUM)
    part = Scale(id="part", items=keys("a"), method=Method.SUM, part_of="whole")
    titles = [block.title for block in describe(build(part, whole)).blocks if isinstance(block, Description)]

    assert titles[-3:-1] == ["Whole", "Whole: Part"]


def test_what_else_a_file_holds() -> None:
    """What answers speak of, examples, former names and sources have sections, and sources the places cited."""
    source = Source(id="a-study", title="A study", evidence=Evidence.CROSS_SECTIONAL, locator_missing=True)
    cited = (Citation(source="a-study", place="table 2"),)
    bands = (Band(start=1, label="some", citations=cited), Band(start=2, label="more"))
    mine = build(
        Scale(id="s", items=keys("a"), method=Method.SUM, bands=bands, citations=cited),
        examples=(Example(answers={"a": 3}, scores={"s": 3}), Example(answers={"a": 7}, scores={"s": 3})),
        renamed=Renamed(items={"a": "old-a"}, scales={"s": "old-s"}),
        sources=(source,),
        validation=Validation.PUBLISHED,
        citations=(Citation(source="a-study"),),
    )
    about = ("sign:perfectionism", "-domain:career", "sign:unheard-of")
    mine = evolve(mine, items=(evolve(mine.items[0], about=about, resources=("us-211",)), *mine.items[1:]))
    catalog = load_catalog()

    assert "Source of the scale and its rule: a-study, table 2." in section(mine, "S")
    assert "some  1     below 2      a-study, table 2\nmore  2     3, included  editorial" in section(mine, "S")
    assert section(mine, "What answers speak of") == (
        "This goes by the answers as given, whatever their keys. "
        "All else that they say, they say by way of a scale.\n\n"
        "Variable  Answer                Speaks of\n"
        "--------  --------------------  ------------------------------------\n"
        "a         the higher, the more  sign:perfectionism\n"
        "a         the lower, the more   insecurity in the area domain:career\n"
        "a         the higher, the more  sign:unheard-of"
    )
    named = section(mine, "What answers speak of", catalog=catalog)
    assert "Perfectionism (sign:perfectionism)\n" in named
    assert "insecurity in the area Work and career (domain:career)\n" in named
    assert section(mine, "Examples to check by") == (
        "Example  Answers  Scale  Score  Band\n-------  -------  -----  -----  ----\n"
        "1        a: 3     S      3      more"
    )
    assert section(mine, "Names in earlier versions") == "Now  Before\n---  ------\na    old-a\ns    old-s"
    assert section(mine, "Sources") == "- a-study: A study; table 2 (study at one time)"
    assert "- Validation: published. Validated: see the citations of the questionnaire.\n- Source: a-study\n" in (
        describe(mine).text()
    )
    assert "resource:us-211" in section(mine, "Items")
    assert "(resource:us-211)" in section(mine, "Items", catalog=catalog)
    assert catalog.resources["us-211"].name in describe(mine, catalog=catalog).text(width=10_000).splitlines()[-1]


def test_a_scale_about_the_low_end() -> None:
    """A minus says that a low score speaks of it."""
    about = ("-sign:perfectionism", "sign:trouble-asking", "domain:career")
    text = section(build(Scale(id="s", items=keys("a b"), method=Method.SUM, about=about)), "S", catalog=load_catalog())

    assert (
        "The higher the score, the more the answers speak of: Trouble asking (sign:trouble-asking); "
        "insecurity in the area Work and career (domain:career). "
        "The lower the score, the more the answers speak of: Perfectionism (sign:perfectionism)."
    ) in text


def test_an_item_whose_scale_speaks_for_it() -> None:
    """What a scale is about, its items do not speak of by themselves."""
    scale = Scale(id="s", items=keys("a"), method=Method.SUM, about=("sign:perfectionism",))
    mine = build(scale)
    item = evolve(mine.items[0], about=("-sign:perfectionism", "sign:trouble-asking"))

    told = section(evolve(mine, items=(item, *mine.items[1:])), "What answers speak of")
    assert told.endswith("a         the higher, the more  sign:trouble-asking")
    assert "perfectionism" not in told


def test_an_item_in_no_scale_says_so() -> None:
    """Who scores by hand need not look for it."""
    assert "b         2    Is it b?            agree    in no scale\n" in section(
        build(Scale(id="s", items=keys("a c"), method=Method.SUM)), "Items"
    )


def test_examples_show_what_comes_out() -> None:
    """Each scale of which something is answered has its score, its band, and what missing answers leave open."""
    bands = (Band(start=1, label="some"), Band(start="7/3", label="more"))
    mean = Scale(id="mean", items=keys("a b c"), method=Method.MEAN, min_answered=2)
    total = Scale(id="total", items=keys("a b"), method=Method.SUM)
    other = Scale(id="other", items=keys("c"), method=Method.SUM)
    equal = Scale(id="equal", items=keys("a b"), method=Method.MEAN, min_answered=1, bands=bands)
    mine = build(mean, total, other, equal, examples=(Example(answers={"a": 3}, scores={"mean": "too-few"}),))

    assert section(mine, "Examples to check by").splitlines()[2:] == [
        "1        a: 3     Mean   none: 1 of 3 answered        4/3 (about 1.3333) to 10/3 (about 3.3333)",
        "1                 Total  none: 1 of 2 answered        4 to 6",
        "1                 Equal  3                      more  2 to 3",
    ]


def test_help_comes_first_where_items_are_about_hard_things(check_in: Questionnaire) -> None:
    """What is hard is known from the catalog."""
    hard = next(cause for cause in load_catalog().causes if cause.hard)
    item = evolve(check_in.items[0], about=(hard.reference,))
    mine = evolve(check_in, items=(item, *check_in.items[1:]))

    trauma = evolve(mine, items=(evolve(item, about=("cause:trauma",)), *mine.items[1:]))
    for shown in (trauma, score(trauma, {"worry": 4})):
        first, care, *_ = describe(shown, catalog=load_catalog()).text(width=10_000).split("\n\n")[1:]
        assert first == "This speaks of something hard. You do not have to go through it alone."
        assert load_catalog().resources["trauma-support"].name in care
    assert describe(mine).text().endswith(HELP)


def test_the_data_is_a_row_for_each_item() -> None:
    """A data dictionary has texts, labels, and the scales with their keys."""
    scales = (
        Scale(id="s", items=(Key.parse("-a"), Key(item="b", weight="1/2")), method=Method.SUM),
        Scale(id="t", items=keys("a"), method=Method.SUM),
    )
    made = build(*scales)
    two = evolve(made.response_scales[0], missing=options("x", "y", missing={9: "skip, please"}).missing)
    mine = evolve(made, response_scales=(two, made.response_scales[1]))

    assert describe(mine).csv() == (
        "variable,number,text,responses,options,missing,scales,about,help\n"
        'a,1,Is it a?,agree,1 = no; 2 = partly; 3 = yes,"9 = skip, please",s (reverse); t,,\n'
        'b,2,Is it b?,agree,1 = no; 2 = partly; 3 = yes,"9 = skip, please",s (weight 0.5),,\n'
        "c,3,How often is it c?,often,0 = never; 1 = rarely; 2 = sometimes; 3 = often; 4 = always,,,,\n"
    )


def test_texts_in_another_language_are_marked(check_in: Questionnaire) -> None:
    """A reader's voice is told the language of the author's texts, not of the words around them."""
    bands = (Band(start=0, label="unten"),)
    german = evolve(
        check_in, language="de", instructions="Denk zurück.", scales=(evolve(check_in.scales[0], bands=bands),)
    )
    html = describe(german).html()

    assert '<html lang="en">' in html
    assert '<p lang="de" dir="auto">Denk zurück.</p>' in html
    assert '<td lang="de" dir="auto">I worry about losing my job.</td>' in html
    assert '<td lang="de" dir="auto">never</td>' in html
    assert '<th scope="row" lang="de" dir="auto">unten</th>' in html
    assert "lang=" not in describe(check_in).html(page=False)


def test_markup_stays_small() -> None:
    """A page of 40 items in 5 scales has less than 30 KB beside its texts."""
    items = {f"item-{n}": f"I notice it in case {n}." for n in range(40)}
    scales = {f"scale-{n}": " ".join(f"item-{m}" for m in range(8 * n, 8 * n + 8)) for n in range(5)}
    responses = options("never", "rarely", "sometimes", "often", "always")
    mine = Questionnaire.build("mine", title="Mine", responses=responses, items=items, scales=scales)
    page = describe(mine)

    markup = len(page.html()) - sum(len(text) for text in words_of(page))
    assert markup < 30_000
    assert "<script" not in page.html()
    assert "http" not in page.html().replace("https://findahelpline.com", "")


def words_of(page: Description) -> list[str]:
    """All that a page says."""
    found = [page.title]
    for block in page.blocks:
        match block:
            case Description():
                found += words_of(block)
            case Table():
                found += [*block.columns, *(cell for row in block.rows for cell in row)]
            case Listing():
                found += block.items
            case _:
                found += [getattr(block, "text", "")]
    return found
