"""Descriptions: how they are laid out, and what is shown of results, guidance, entries and questionnaires."""

import datetime as dt
import textwrap
from fractions import Fraction
from typing import Any

import attrs
import pytest
from attrs import evolve

from insight import (
    NOTICE,
    AttachmentStyle,
    Band,
    Catalog,
    Cause,
    Citation,
    Condition,
    Domain,
    Flag,
    Guidance,
    Key,
    Link,
    Note,
    Profile,
    Questionnaire,
    Resource,
    Rule,
    Scale,
    Sign,
    Source,
    Statement,
    Strategy,
    match,
    score,
)
from insight.content import Basis, Channel, ChannelKind, Closeness, Effect, Entry, Evidence, Form, Kind, Relation
from insight.content.vocabulary import Audience, CauseRole, NoteRole, ResourceKind, Tag
from insight.describing import Description, Listing, Paragraph, Table, describe
from insight.questionnaires import Method

CITED = (Citation(source="insight-editors", place="tests, 2026-11-22"),)
CARE = (
    "If things are hard or you are in danger, help is there. Emergency services: call your local emergency number "
    "(112 in the EU, 911 in the US and Canada, 999 in the UK, 000 in Australia); "
    "Find a Helpline: https://findahelpline.com. Nobody has verified these for us: check before use."
)
CONTENT_NOTE = "This speaks of something hard. You do not have to go through it alone."


def paragraphs(description: Description) -> list[str]:
    """The blocks of a text, each in one line."""
    return [" ".join(part.split()) for part in description.text().split("\n\n")]


def widest(description: Description) -> int:
    """How long the longest line is."""
    return max(map(len, description.text().splitlines()))


# Layout


def test_sections_are_underlined_by_level() -> None:
    """A title, a section and what is in it have lines of their own kind; from the third level on the same."""
    inner = Description("Third", (Description("Fourth", (Paragraph("End."),)),))
    description = Description("First", (Description("Second", (inner,)), Paragraph("After.")))

    assert description.text() == ("First\n=====\n\nSecond\n------\n\nThird\n~~~~~\n\nFourth\n~~~~~~\n\nEnd.\n\nAfter.")


def test_lists_hang_below_their_marks() -> None:
    """Things are marked or numbered, and further lines begin below the first."""
    description = Description(
        "L", (Listing(("one two three", "four")), Listing(("one two three", "four"), ordered=True))
    )

    assert description.text(width=10) == ("L\n=\n\n- one two\n  three\n- four\n\n1. one two\n   three\n2. four")


def test_tables_stand_in_columns() -> None:
    """Each column is as wide as its widest cell, and lines have no space at their end."""
    description = Description("T", (Table(("A", "Name"), (("long id", "x"), ("b", ""))),))

    assert description.text() == "T\n=\n\nA        Name\n-------  ----\nlong id  x\nb"


def test_last_column_is_wrapped() -> None:
    """What the last column holds goes on below itself."""
    description = Description("T", (Table(("A", "Text"), (("id", "one two three four five six"),)),))

    assert (
        description.text(width=22) == "T\n=\n\nA   Text\n--  ------------------\nid  one two three four\n    five six"
    )


@pytest.mark.parametrize("width", [40, 80])
def test_lines_are_no_longer_than_asked(width: int) -> None:
    """Titles, paragraphs and lists keep to the width."""
    words = "some words that go on " * 12
    description = Description(words, (Paragraph(words), Listing((words,)), Listing((words,), ordered=True)))

    assert max(map(len, description.text(width=width).splitlines())) <= width


def test_ids_stay_whole() -> None:
    """A hyphenated id is never broken at its hyphens, so that it can be copied."""
    names = [f"a-rather-long-id-with-hyphens-{n}" for n in range(8)]
    description = Description("Ids", (Paragraph(" ".join(names)), Listing((" ".join(names),))))

    assert [word for word in description.text().split() if word.startswith("a-rather")] == names * 2
    assert widest(description) <= 80


def test_title_is_underlined_as_far_as_it_goes() -> None:
    """A title that needs two lines has a line below as long as the longer one."""
    lines = Description("one two three", ()).text(width=8).splitlines()

    assert lines == ["one two", "three", "======="]


# Results


def test_complete_result(check_in: Questionnaire) -> None:
    """All answers are there: a score, no bounds, no band where there are none, and what it does not say."""
    text = describe(score(check_in, {"worry": 3, "safe": 1, "ask": 2})).text()

    assert text.startswith(
        "Job check-in 1.0.0\n"
        "==================\n"
        "\n"
        "Scale           Score  Range   Answered\n"
        "--------------  -----  ------  --------\n"
        "Job insecurity  2.67   0 to 4  3 of 3\n"
        "\n"
        "Each score is the mean of its items. The higher a score, the more of what the\n"
        "scale is called.\n"
        "\n"
        "How exact the score is, is not known. Not validated: no study of these scores is\n"
        "recorded."
    )


def test_a_part_stands_below_its_whole(check_in: Questionnaire) -> None:
    """A scale that is part of another is shown under it, with the names that lead there; the result keeps its order."""
    whole = check_in.scales[0]
    part = evolve(whole, id="part", name="Worry", part_of="whole", bands=())
    inner = evolve(part, id="inner", name="Late", part_of="part")
    other = evolve(part, id="other", name="Other", part_of=None)
    made = evolve(check_in, scales=(inner, part, other, evolve(whole, id="whole", name="Unease")))

    table = describe(score(made, {"worry": 3, "safe": 1, "ask": 2})).blocks[0]
    assert isinstance(table, Table)
    assert [row[0] for row in table.rows] == ["Other", "Unease", "Unease: Worry", "Unease: Worry: Late"]
    assert [each.scale.id for each in score(made, {})] == ["inner", "part", "other", "whole"]


def test_prorated_result(check_in: Questionnaire) -> None:
    """An answer is missing: a score, with what it could be."""
    found = paragraphs(describe(score(check_in, {"worry": 3, "safe": 1})))

    assert "Job insecurity 3 0 to 4 2 of 3 2 to 3.33" in found[1]
    assert found[2] == (
        "Each score is the mean of its items. The higher a score, the more of what the scale is called. "
        "Where some answers are missing, they are taken to lie where the given ones lie on average. "
        '"Between" is what the score could be, whatever the missing answers are.'
    )
    assert found[3] == (
        "The bounds cover missing answers, not measurement error. Not validated: no study of these scores is recorded."
    )


def test_result_with_too_few_answers(check_in: Questionnaire) -> None:
    """Too few answers: no number that could be taken for a score, and how many are needed."""
    found = paragraphs(describe(score(check_in, {"worry": 3})))

    assert "Job insecurity none 0 to 4 1 of 3 1 to 3.67 too few answers, 2 needed" in found[1]


@pytest.fixture
def banded(check_in: Questionnaire) -> Questionnaire:
    """The same questions, with three bands."""
    bands = tuple(
        Band(start=start, label=label) for start, label in ((0, "lower"), ("4/3", "middle"), ("8/3", "higher"))
    )
    return attrs.evolve(check_in, scales=(attrs.evolve(check_in.scales[0], bands=bands),))


@pytest.mark.parametrize(
    ("answers", "row"),
    [
        pytest.param({"worry": 3, "safe": 1, "ask": 3}, "3 0 to 4 3 of 3 higher", id="complete"),
        pytest.param({"worry": 4, "safe": 0}, "4 0 to 4 2 of 3 2.67 to 4 higher", id="settled"),
        pytest.param({"worry": 3, "safe": 1}, "3 0 to 4 2 of 3 2 to 3.33 higher; may be middle or higher", id="open"),
        pytest.param({"worry": 4}, "none 0 to 4 1 of 3 4/3 to 4 too few answers, 2 needed; middle or higher", id="few"),
        pytest.param({}, "none 0 to 4 0 of 3 0 to 4 too few answers, 2 needed", id="nothing-is-known"),
    ],
)
def test_bands_of_a_result(answers: dict[str, int], row: str, banded: Questionnaire) -> None:
    """A band is told with what the missing answers leave open, and left out where all is open."""
    found = paragraphs(describe(score(banded, answers)))

    assert found[1].endswith(f" Job insecurity {row}")
    assert "Bands are parts of the possible range, not a comparison with other people." in " ".join(found)


def test_rules_are_told_once_each(check_in: Questionnaire) -> None:
    """Scales of one rule share a sentence, others have one of their own."""
    two = Scale(id="sum-of-two", items=(Key.parse("worry"), Key.parse("ask")), method=Method.SUM)
    found = paragraphs(describe(score(attrs.evolve(check_in, scales=(*check_in.scales, two)), {})))

    assert "Job insecurity is the mean of its items. Sum of two is the sum of its items." in " ".join(found)


@pytest.mark.parametrize("answers", [{}, {"worry": 3, "safe": 1, "ask": 2}], ids=["nothing", "all"])
def test_result_holds_notice_and_help(answers: dict[str, int], check_in: Questionnaire) -> None:
    """The notice and help are part of what is shown of a result, and help is its last paragraph."""
    found = paragraphs(describe(score(check_in, answers)))

    assert found.count(NOTICE) == 1
    assert found[-1] == CARE


@pytest.mark.parametrize("length", [20, 64, 100], ids=["long", "longer", "longest"])
def test_result_keeps_to_80_columns(length: int, banded: Questionnaire) -> None:
    """However long the name of a scale is, a line has at most 80 characters."""
    name = ("Name " * length)[:length].strip()
    named = attrs.evolve(banded, scales=(attrs.evolve(banded.scales[0], name=name),))

    assert widest(describe(score(named, {"worry": 3}))) <= 80
    assert widest(describe(named)) <= 80


# Guidance


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """A small catalog: work, a hard cause with a sign of it, and two strategies."""
    return make_catalog(
        domains=(Domain(id="work", name="Work", summary="What one does all day.", citations=CITED),),
        signs=(
            Sign(id="late", name="Being late", summary="Work comes late.", citations=CITED),
            Sign(id="startled", name="Being startled", summary="A noise is enough.", citations=CITED),
        ),
        causes=(
            Cause(id="harm", name="Harm", summary="It was hard.", role=CauseRole.CAUSE, hard=True, citations=CITED),
        ),
        conditions=(Condition(id="sadness", name="Condition S", summary="A condition.", citations=CITED),),
        notes=(Note(id="doubt", name="Doubt", summary="Being unsure.", role=NoteRole.DEFINITION, citations=CITED),),
        strategies=(
            Strategy(
                id="plan", name="Make a plan", summary="A plan\ncan help.", form=Form.PRACTICE, steps=("Write.", "Do."),
                suits="When\nthere is time.", citations=CITED,
            ),
            Strategy(id="talk", name="Talk", summary="Talk to someone.", form=Form.THERAPY, citations=CITED),
            Strategy(
                id="look-back", name="Look back", summary="See what was.", form=Form.PRACTICE,
                tags=(Tag.INNER_WORK,), citations=CITED,
            ),
        ),
        links=(
            link("strategy:plan", Relation.EASES, "domain:work"),
            link("strategy:talk", Relation.EASES, "cause:harm"),
            link("strategy:talk", Relation.EASES, "note:doubt"),
            link("sign:late", Relation.APPEARS_IN, "domain:work"),
            link("sign:startled", Relation.APPEARS_IN, "cause:harm"),
            link("sign:late", Relation.GOES_ALONG_WITH, "condition:sadness"),
            link("condition:sadness", Relation.GOES_ALONG_WITH, "note:doubt"),
        ),
    )  # fmt: skip


def make_catalog(**fields: Any) -> Catalog:
    """A catalog of entries in any order; its fields take what can be iterated."""
    return Catalog(**fields)


def more(catalog: Catalog, **fields: Any) -> Catalog:
    """The catalog with other fields."""
    return attrs.evolve(catalog, **fields)


def link(subject: str, relation: Relation, obj: str) -> Link:
    """An editorial link."""
    return Link(
        subject=subject,
        relation=relation,
        object=obj,
        closeness=Closeness.RELATED,
        basis=Basis.EDITORIAL,
        citations=CITED,
    )


def guide(catalog: Catalog, **degrees: float) -> Guidance:
    """Guidance for degrees by reference, written with two underscores for the colon."""
    return match(Profile.of({name.replace("__", ":"): degree for name, degree in degrees.items()}), catalog)


def test_guidance_with_a_match(catalog: Catalog) -> None:
    """A match is an offer: how well it fits, a first step, and why; then what helps in general, notice and help."""
    assert describe(guide(catalog, domain__work=1, sign__late=1)).text() == (
        "What may help\n"
        "=============\n"
        "\n"
        "1. Make a plan (some fit)\n"
        "-------------------------\n"
        "\n"
        "A plan can help.\n"
        "\n"
        "You could begin like this: Write.\n"
        "\n"
        "- It may help with: Work. This is our own view. Your answers speak of: Work;\n"
        "  Being late.\n"
        "\n"
        "In general, if you want more: Talk.\n"
        "\n"
        "For insight, never a diagnosis. It does not replace the advice of a qualified\n"
        "professional.\n"
        "\n"
        "If things are hard or you are in danger, help is there. Emergency services: call\n"
        "your local emergency number (112 in the EU, 911 in the US and Canada, 999 in the\n"
        "UK, 000 in Australia); Find a Helpline: https://findahelpline.com. Nobody has\n"
        "verified these for us: check before use."
    )


@pytest.mark.parametrize(
    ("degrees", "remark"),
    [
        pytest.param({"domain__work": 0.25}, "There are few signs in these answers.", id="few-signs"),
        pytest.param({}, "Not enough is known to suggest something that fits.", id="not-enough"),
        pytest.param({"attachment-style__secure": 1}, "There are few signs in these answers.", id="secure"),
    ],
)
def test_guidance_without_a_match(degrees: dict[str, float], remark: str, catalog: Catalog) -> None:
    """Where nothing matches it says why, names what helps in general, and ends with notice and help."""
    style = AttachmentStyle(id="secure", name="Secure", summary="It feels safe.", citations=CITED)
    with_style = more(catalog, attachment_styles=(style,))

    assert paragraphs(describe(guide(with_style, **degrees))) == [
        "What may help =============",
        remark,
        "In general, if you want more: Talk.",
        NOTICE,
        CARE,
    ]


def test_guidance_where_nothing_fits(catalog: Catalog) -> None:
    """Something is reported, and nothing is known to help with it."""
    lone = Sign(id="lone", name="Lone", summary="Nothing speaks of it.", citations=CITED)

    found = paragraphs(describe(guide(more(catalog, signs=(*catalog.signs, lone)), sign__lone=1)))

    assert found[1] == "Nothing else here fits these answers."
    assert found[-2:] == [NOTICE, CARE]


@pytest.mark.parametrize("signs", [{}, {"sign__startled": 1}], ids=["alone", "with-a-sign-of-it"])
def test_help_comes_first_where_a_hard_topic_is_shown(signs: dict[str, float], catalog: Catalog) -> None:
    """A page that names a hard topic begins with a content note and help, and does not say it twice."""
    found = paragraphs(describe(guide(catalog, cause__harm=1, **signs)))

    assert "Harm. " in " ".join(found)
    assert found[1:3] == [CONTENT_NOTE, CARE]
    assert found.count(CARE) == 1
    assert found[-1] == NOTICE


def test_a_cause_that_nobody_reported_is_not_named(catalog: Catalog) -> None:
    """Where only a sign of it is reported, the sign is named: the cause would read as a finding about the person."""
    found = paragraphs(describe(guide(catalog, sign__startled=1)))

    assert found == [
        "What may help =============",
        "1. Talk (some fit) ------------------",
        "Talk to someone.",
        "- It may help with what your answers speak of: Being startled. This is our own view.",
        NOTICE,
        CARE,
    ]


def test_guidance_with_rules(catalog: Catalog) -> None:
    """What escalates and its help come first; what is left out is named with its reason, and what could be asked."""
    found = paragraphs(describe(guide(with_rules(catalog), domain__work=1, cause__harm=1)))

    assert found == [
        "What may help =============",
        "Somebody can help with this.",
        CARE.replace("Emergency", "Harm line: https://example.org; Emergency"),
        "Left out for now: Talk. It does not fit here.",
        "One question comes before some steps: Is it hard?",
        "If your answer is no, these may fit as well: Make a plan.",
        NOTICE,
    ]


def test_guidance_does_not_tell_a_flag(catalog: Catalog) -> None:
    """What a flag leaves out, and the help for its subject alone, are not shown."""
    found = paragraphs(describe(guide(with_rules(catalog), domain__work=1, flag__hard=1)))

    assert found == [
        "What may help =============",
        "There are people to talk to.",
        CARE,
        "Nothing else here fits these answers.",
        "In general, if you want more: Talk.",
        "Some steps are left out for now.",
        NOTICE,
    ]


def with_rules(catalog: Catalog) -> Catalog:
    """The catalog with a flag that a plan waits for, and help for harm."""
    helping = Resource(
        id="harm-line", name="Harm line", kind=ResourceKind.SERVICE, region="world", hours="always",
        channels=(Channel(kind=ChannelKind.WEB, value="https://example.org"),),
        languages=("en",), cost="free", audience=(Audience.ABUSE,), citations=CITED,
    )  # fmt: skip
    return more(
        catalog,
        flags=(Flag(id="hard", name="Hard", question="Is it hard?", citations=CITED),),
        resources=(*catalog.resources, helping),
        rules=(
            rule("flag:hard", Effect.ESCALATE, "There are people to talk to.", resources=("harm-line",)),
            rule(
                "flag:hard", Effect.WITHHOLD, "Some steps are left out for now.",
                strategies=("strategy:plan",), ask_first=True,
            ),
            rule("cause:harm", Effect.ESCALATE, "Somebody can help with this.", resources=("harm-line",)),
            rule("cause:harm", Effect.WITHHOLD, "It does not fit here.", strategies=("form:therapy",)),
        ),
    )  # fmt: skip


def rule(when: str, effect: Effect, because: str, **more: Any) -> Rule:
    """An editorial rule from one half on."""
    half = Fraction(1, 2)
    return Rule(
        when=when, threshold=half, effect=effect, because=because, basis=Basis.EDITORIAL, citations=CITED, **more
    )


def test_help_comes_last_where_nothing_hard_is_shown(catalog: Catalog) -> None:
    """Elsewhere help is one closing line, without a content note."""
    found = paragraphs(describe(guide(catalog, domain__work=1)))

    assert CONTENT_NOTE not in found
    assert found.index(CARE) == len(found) - 1


def test_own_help_comes_before_the_worldwide(catalog: Catalog) -> None:
    """Help that a caller passes is named first, and the worldwide help follows."""
    own = Resource(
        id="own", name="Own line", kind=ResourceKind.HELPLINE, region="GB", hours="always",
        channels=(Channel(kind=ChannelKind.PHONE, value="116123"), Channel(kind=ChannelKind.TEXT, value="85258")),
        languages=("en",), cost="free", audience=(Audience.ANYONE,), citations=CITED,
    )  # fmt: skip

    found = paragraphs(describe(match(Profile(), catalog, care=[own])))

    assert found[-1] == CARE.replace("Emergency", "Own line (GB only): call 116123, text 85258; Emergency")


def test_five_matches_are_shown() -> None:
    """Of seven matches five are shown, and the others are counted."""
    ids = [f"s{n}" for n in range(7)]
    many = make_catalog(
        domains=(Domain(id="work", name="Work", summary="What one does.", citations=CITED),),
        strategies=[
            Strategy(id=i, name=f"Do {i}", summary="It helps.", form=Form.PRACTICE, citations=CITED) for i in ids
        ],
        links=[link(f"strategy:{i}", Relation.EASES, "domain:work") for i in ids],
    )

    found = paragraphs(describe(guide(many, domain__work=1)))

    assert [line.split(" (")[0] for line in found if " fit) ---" in line] == [f"{n + 1}. Do s{n}" for n in range(5)]
    assert found[-3] == "2 more fit less well."


def test_no_guidance_names_a_condition(catalog: Catalog) -> None:
    """Whatever is reported, no condition is named."""
    everything = {
        entry.reference.replace(":", "__"): 1 for entry in (*catalog.signs, *catalog.causes, *catalog.domains)
    }

    text = describe(guide(catalog, **everything)).text()

    assert "Make a plan" in text
    assert "Condition S" not in text
    assert "condition" not in text


# Entries

RESOURCE = Resource(
    id="line", name="A line", kind=ResourceKind.HELPLINE, region="US", hours="Mon-Fri",
    channels=(
        Channel(kind=ChannelKind.PHONE, value="988"),
        Channel(kind=ChannelKind.TEXT, value="741741", display="HOME to 741741"),
        Channel(kind=ChannelKind.WEB, value="https://example.org"),
    ),
    languages=("en",), cost="free", audience=(Audience.ANYONE,), summary="It\nlistens.", citations=CITED,
)  # fmt: skip
RESOURCE_FACTS = "- hours: Mon-Fri; for: US; cost: free; in: en - not verified: check before use"
SAID = (Statement(text="It\nis so.", citations=CITED),)
HERE = "(insight-editors, tests, 2026-11-22)"
ENTRIES: dict[str, tuple[Entry, list[str]]] = {
    "domain": (
        Domain(id="d", name="D", summary="One\ntwo.", also_called=("dd", "ddd"), examples=SAID, citations=CITED),
        ["D =", "domain:d: also called dd, ddd", "One two.", "Examples --------", f"- It is so. {HERE}"],
    ),
    "sign": (Sign(id="s", name="S", summary="One.", citations=CITED), ["S =", "sign:s", "One."]),
    "cause": (
        Cause(id="c", name="C", summary="One.", role=CauseRole.RISK, citations=CITED),
        ["C =", "cause:c", "One."],
    ),
    "attachment-style": (
        AttachmentStyle(
            id="a", name="A", summary="One.", origins=SAID, in_childhood=SAID, in_adulthood=SAID, citations=CITED
        ),
        [
            "A =",
            "attachment-style:a",
            "One.",
            "What may lie behind it ----------------------",
            f"- It is so. {HERE}",
            "In childhood ------------",
            f"- It is so. {HERE}",
            "In adulthood ------------",
            f"- It is so. {HERE}",
        ],
    ),
    "strategy": (
        Strategy(
            id="y", name="Y", summary="One.", form=Form.PRACTICE, suits="When\nso.", steps=("Go.", "Come."),
            citations=CITED,
        ),
        ["Y =", "strategy:y", "One.", "When it fits: When so.", "Steps -----", "1. Go. 2. Come."],
    ),
    "condition": (Condition(id="o", name="O", summary="One.", citations=CITED), ["O =", "condition:o", "One."]),
    "note": (
        Note(id="n", name="N", summary="One.", role=NoteRole.FACT, citations=CITED),
        ["N =", "note:n", "One."],
    ),
    "flag": (Flag(id="f", name="F", question="Is\nit so?", citations=CITED), ["F =", "flag:f", "Is it so?"]),
    "resource": (
        RESOURCE,
        [
            "A line ======",
            "resource:line",
            "It listens.",
            f"- call 988, text HOME to 741741, https://example.org {RESOURCE_FACTS}",
        ],
    ),
    "source": (
        Source(
            id="u", title="U", authors=("Strauß B", "et al."), year=2018, container="C", doi="10.1371/x",
            evidence=Evidence.TRIAL, interest="sells U",
        ),
        [
            "U =",
            "source:u",
            "- by: Strauß B, et al. - in: C - year: 2018 - kind: trial - doi: 10.1371/x - interest: sells U",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("entry", "expected"), ENTRIES.values(), ids=ENTRIES)
def test_entry_of_each_kind(entry: Entry, expected: list[str]) -> None:
    """An entry is shown with its reference and all its texts, each in one line, then with the notice and help."""
    help_first = [CONTENT_NOTE, CARE] if isinstance(entry, Flag) else []
    help_last = [] if isinstance(entry, Flag) else [CARE]
    notice = [] if isinstance(entry, Source) else [NOTICE, *help_last]

    assert paragraphs(describe(entry)) == [expected[0], *help_first, *expected[1:], *notice]


def test_help_that_is_about_an_entry_comes_with_it(catalog: Catalog) -> None:
    """An entry that help is tied to is shown with how to reach it, before the worldwide help."""
    about: dict[str, Any] = {"closeness": Closeness.RELATED, "basis": Basis.EDITORIAL, "citations": CITED}
    link = Link(subject="resource:line", relation=Relation.ABOUT, object="domain:work", **about)
    held = attrs.evolve(catalog, resources=[RESOURCE], links=[*catalog.links_given, link])

    shown = paragraphs(describe(held.domains["work"], catalog=held))[-1]
    assert shown.startswith(
        "If things are hard or you are in danger, help is there. A line (US only): call 988, text HOME to"
    )
    assert "Emergency services: call your local emergency number" in shown


def test_inferred_citations_say_so_and_make_nothing_stronger(catalog: Catalog) -> None:
    """A source that is only inferred is marked as that, and the evidence is that of the others."""
    study = Source(id="study", title="Study", evidence=Evidence.TRIAL, locator_missing=True)
    guess = Citation(source="study", place="abstract", inferred=True)
    domain = attrs.evolve(
        catalog.domains["work"],
        examples=(Statement(text="So it is.", citations=(guess,)),),
        citations=(*CITED, guess),
    )
    held = attrs.evolve(catalog, domains=[domain], sources=[study])

    assert held.best_evidence(domain) == Evidence.EDITORIAL
    assert "- So it is. (study, abstract, inferred)" in paragraphs(describe(domain, catalog=held))


def test_each_kind_is_among_these() -> None:
    """The cases above are of all kinds of entries."""
    assert set(ENTRIES) == set(Kind) - {Kind.QUESTIONNAIRE}


def test_verified_resource_says_when() -> None:
    """A resource that somebody looked at names the day, and the day to look again."""
    seen = attrs.evolve(RESOURCE, last_verified=dt.date(2026, 1, 2), review_by=dt.date(2026, 3, 4))

    assert "- verified on 2026-01-02, to be looked at again by 2026-03-04" in describe(seen).text().splitlines()


@pytest.mark.parametrize(
    ("today", "check"),
    [
        pytest.param(None, "", id="no-day"),
        pytest.param(dt.date(2026, 1, 1), ": check before use", id="before"),
        pytest.param(dt.date(2026, 1, 2), "", id="that-day"),
        pytest.param(dt.date(2026, 3, 4), "", id="last-day"),
        pytest.param(dt.date(2026, 3, 5), ": check before use", id="overdue"),
    ],
)
def test_resource_that_is_overdue_is_to_be_checked(today: dt.date | None, check: str, catalog: Catalog) -> None:
    """With a day, a resource that was not verified lately, or not yet, says so after its dates."""
    seen = attrs.evolve(RESOURCE, last_verified=dt.date(2026, 1, 2), review_by=dt.date(2026, 3, 4))
    held = more(catalog, resources=[seen])

    for shown in (describe(seen, today=today), describe(seen, catalog=held, today=today)):
        assert f"- verified on 2026-01-02, to be looked at again by 2026-03-04{check}" in shown.text().splitlines()


def test_catalog_adds_relations_and_sources(catalog: Catalog) -> None:
    """With a catalog at hand an entry is shown with its links, either way round, and its sources."""
    assert describe(catalog.domains["work"], catalog=catalog).text() == (
        "Work\n====\n\ndomain:work\n\nWhat one does all day.\n\n"
        "What may help\n-------------\n\n- Make a plan (strategy:plan): editorial\n\n"
        "Signs that may appear\n---------------------\n\n- Being late (sign:late): editorial\n\n"
        "Sources\n-------\n\n"
        "- insight-editors: Editorial decisions of this catalog; tests, 2026-11-22\n  (editorial decision)\n\n"
        "Limited evidence: the best of it is an editorial decision.\n\n"
    ) + "\n\n".join(textwrap.fill(text, 80, break_on_hyphens=False) for text in (NOTICE, CARE))


@pytest.mark.parametrize("reference", ["sign:late", "note:doubt"])
def test_no_link_to_a_condition_is_shown(reference: str, catalog: Catalog) -> None:
    """Links to conditions stay out of sight where something is described that people report of themselves."""
    assert catalog.links(reference, relation=Relation.GOES_ALONG_WITH)

    text = describe(catalog[reference], catalog=catalog).text()

    assert "condition:" not in text
    assert "Condition S" not in text


def test_condition_says_that_ties_are_about_groups(catalog: Catalog) -> None:
    """A condition is shown with what goes along with it, and with what that does not mean."""
    found = paragraphs(describe(catalog.conditions["sadness"], catalog=catalog))

    assert "A tie to a condition is a finding about groups and says nothing about one person." in found
    assert found[-2:] == [NOTICE, CARE]
    heading = found.index("May go along with -----------------")
    assert found[heading + 1] == "- Being late (sign:late): editorial - Doubt (note:doubt): editorial"


def test_what_goes_along_has_one_heading_both_ways(catalog: Catalog) -> None:
    """A tie that says the same in both directions is read under the same heading from either end."""
    tie = link("sign:late", Relation.GOES_ALONG_WITH, "note:doubt")
    held = more(catalog, links=(*catalog.links_given, tie))

    for reference, other in (("sign:late", "Doubt (note:doubt)"), ("note:doubt", "Being late (sign:late)")):
        found = paragraphs(describe(held[reference], catalog=held))
        assert found[found.index("May go along with -----------------") + 1] == f"- {other}: editorial"


def test_contradiction_is_shown_once(catalog: Catalog) -> None:
    """What contradicts a note stands beside it in full, and not once more among its relations."""
    fact = attrs.evolve(catalog.notes["doubt"], id="fact", name="Fact", summary="It passes.", role=NoteRole.FACT)
    against = link("note:doubt", Relation.CONTRADICTED_BY, "note:fact")
    held = more(catalog, notes=(*catalog.notes, fact), links=(*catalog.links_given, against))

    doubt = describe(held.notes["doubt"], catalog=held).text()
    other = describe(held.notes["fact"], catalog=held).text()
    assert f"Contradicted by “Fact”: It passes. {HERE}" in " ".join(doubt.split())
    assert f"It contradicts “Doubt”: Being unsure. {HERE}" in " ".join(other.split())
    assert doubt.count("Fact") == other.count("Doubt") == 1


def test_sources_of_links_are_listed(catalog: Catalog) -> None:
    """What links cite is among the sources by id and title, without the places, which stand by the links."""
    study = Source(id="study", title="Study", evidence=Evidence.TRIAL, locator_missing=True)
    cited = (Citation(source="study", place="page 3"),)
    claim = attrs.evolve(
        link("strategy:talk", Relation.EASES, "sign:late"),
        basis=Basis.SOURCE,
        closeness=Closeness.NAMED,
        citations=cited,
    )
    held = more(catalog, sources=[study], links=(*catalog.links_given, claim))
    found = paragraphs(describe(held.signs["late"], catalog=held))

    assert "- Talk (strategy:talk): study, page 3" in found
    assert found[found.index("Sources -------") + 1] == (
        "- insight-editors: Editorial decisions of this catalog; tests, 2026-11-22 (editorial decision) "
        "- study: Study (trial)"
    )
    assert "Limited evidence: the best of it is an editorial decision." in found


def test_places_in_one_source_stand_together(catalog: Catalog) -> None:
    """A source that is cited at several places is listed once, with each place once."""
    places = ("page 3", "page 1", "page 3", "")
    study = Source(id="study", title="Study", evidence=Evidence.TRIAL, locator_missing=True)
    cited = tuple(Citation(source="study", place=place) for place in places)
    lone = Sign(id="lone", name="Lone", summary="So it is.", citations=cited)
    held = more(catalog, sources=[study], signs=(*catalog.signs, lone))

    assert "- study: Study; page 3; page 1 (trial)" in paragraphs(describe(lone, catalog=held))


def test_help_and_flags_have_no_limited_evidence(catalog: Catalog) -> None:
    """A telephone number and a question need no study."""
    flag = Flag(id="f", name="F", question="Is it so?", citations=CITED)
    held = more(catalog, resources=[RESOURCE], flags=[flag])

    for entry in (RESOURCE, flag):
        text = describe(entry, catalog=held).text()
        assert "insight-editors: Editorial decisions of this catalog" in text
        assert "Limited evidence" not in text


def test_hard_entry_comes_with_a_content_note_and_help(catalog: Catalog) -> None:
    """An entry on a hard topic begins with a content note and help."""
    found = paragraphs(describe(catalog.causes["harm"], catalog=catalog))

    assert found[1:3] == [CONTENT_NOTE, CARE]
    assert "It was hard." in found


# Other values


@pytest.mark.parametrize("value", [3, None, "sign:perfectionism", Profile()], ids=["number", "none", "text", "profile"])
def test_other_values_have_no_description(value: object) -> None:
    """What is neither entry, questionnaire, result nor guidance is a TypeError that names its type only."""
    with pytest.raises(TypeError) as refused:
        describe(value)

    told = "a questionnaire, result, entry, catalog, comparison, guidance, help, analysis, groups or attachment point"
    named = {"int": "a number", "NoneType": "nothing", "str": "text", "Profile": "a value of type Profile"}
    assert str(refused.value) == f"there is no description for {named[type(value).__name__]}, but for {told}"


def test_help_comes_first_only_for_what_is_shown(catalog: Catalog) -> None:
    """A hard cause that is reported a little, beside what is clearly reported, is not named and not warned of."""
    both = more(catalog, links=(*catalog.all_links, link("strategy:plan", Relation.EASES, "cause:harm")))
    found = paragraphs(describe(guide(both, domain__work=1, sign__startled=0.25)))

    assert ("Harm" in " ".join(found)) == (CONTENT_NOTE in found)


def test_a_narrow_table_is_still_written() -> None:
    """Where a table cannot fit, its columns are as narrow as they can be."""
    table = Table(("A", "B", "C"), (("one", "two", "three"),))

    assert "t" in Description("T", (table,)).text(width=4)
