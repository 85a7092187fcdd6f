"""The codebook of a questionnaire: what is asked, what can be answered, and all it takes to score a form by hand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress

from insight.care import with_worldwide
from insight.catalog import Catalog, citations_of
from insight.content import Entry, Kind, Resource
from insight.content.words import cite, name_of, one_line
from insight.describing.by_hand import ends_of, general, how_it_counts, in_decimals, span_of, steps
from insight.describing.content import source_in_words
from insight.describing.description import Block, Description, Listing, Paragraph, Table
from insight.describing.words import filled, with_care
from insight.errors import AnswerError
from insight.questionnaires import (
    Band,
    Item,
    Option,
    Questionnaire,
    ResolvedScale,
    ResponseScale,
    Scale,
    write_number,
)
from insight.scoring import Score, score
from insight.scoring.wording import EDITORIAL_BANDS, validated

ENGLISH = "en"


def describe_questionnaire(questionnaire: Questionnaire, catalog: Catalog | None) -> Description:
    """Its codebook; what it names of the catalog is called by name where a catalog is at hand."""
    page = with_care(
        f"{questionnaire.title} {questionnaire.version}",
        codebook_blocks(questionnaire, catalog),
        with_worldwide(help_of(questionnaire, catalog) or None),
        hard=bool(hard_things(questionnaire, catalog)),
    )
    return Description(page.title, page.blocks, data=dictionary(questionnaire))


def codebook_blocks(questionnaire: Questionnaire, catalog: Catalog | None) -> Iterator[Block]:
    """All parts of a codebook, those that hold nothing left out."""
    yield Listing(tuple(head_facts(questionnaire)))
    if questionnaire.instructions:
        told = Paragraph(one_line(questionnaire.instructions), foreign(questionnaire))
        yield Description("Instructions", (told,))
    yield Description("Items", (items_table(questionnaire, catalog),))
    used = dict.fromkeys(questionnaire.responses_of(item) for item in questionnaire.items)
    yield Description("Answers", tuple(options_table(each, questionnaire, alone=len(used) == 1) for each in used))
    negative = any(key.weight < 0 for scale in questionnaire.scales for key in scale.items)
    yield Description("How to score by hand", (Listing(general(negative=negative), ordered=True),))
    by_id = {scale.id: scale for scale in questionnaire.resolved}
    for name, names in questionnaire.outline.items():
        yield describe_scale(by_id[name], ": ".join(names), foreign(questionnaire), catalog)
    if spoken := tuple(about_of(questionnaire, catalog)):
        table = Table(("Variable", "Answer", "Speaks of"), spoken)
        yield Description("What answers speak of", (Paragraph(AS_GIVEN), table))
    for title, block in (
        ("Examples to check by", filled(Table(EXAMPLES, tuple(examples_of(questionnaire))))),
        ("Names in earlier versions", renamed_table(questionnaire)),
        ("Sources", Listing(tuple(sources_of(questionnaire)))),
        ("Digests, by which programs tell versions apart", Listing(digests_of(questionnaire))),
    ):
        if block.rows if isinstance(block, Table) else block.items:
            yield Description(title, (block,))


def head_facts(questionnaire: Questionnaire) -> Iterator[str]:
    """What is known of the questionnaire as a whole."""
    facts = {
        "Id": questionnaire.id,
        "Version": questionnaire.version,
        "Length": f"{counted(questionnaire.items, 'item')}, {counted(questionnaire.scales, 'scale')}",
        "Language": questionnaire.language,
        "Licence": questionnaire.licence,
        "Authors": "; ".join(questionnaire.authors),
        "Intended use": questionnaire.intended_use,
        "Validation": f"{questionnaire.validation}. {validated(questionnaire.validation)}",
        "Source": cite(questionnaire.citations),
    }
    yield from (f"{name}: {fact}" for name, fact in facts.items() if fact)


def digests_of(questionnaire: Questionnaire) -> tuple[str, str]:
    """What two versions share that score alike, or that are the same."""
    return f"Scoring: {questionnaire.scoring_digest}", f"Content: {questionnaire.content_digest}"


def counted(things: tuple[object, ...], name: str) -> str:
    """How many there are of something."""
    return f"{len(things)} {name}{'' if len(things) == 1 else 's'}"


def foreign(questionnaire: Questionnaire) -> str:
    """The language of its texts, where it is not that of the words around them."""
    return "" if questionnaire.language == ENGLISH else questionnaire.language


def items_table(questionnaire: Questionnaire, catalog: Catalog | None) -> Table:
    """The items in order, with their variable names, and which answers they take where that differs."""
    scored = {key.item for scale in questionnaire.scales for key in scale.items}
    several = len({questionnaire.responses_of(item).id for item in questionnaire.items}) > 1
    rows = tuple(
        (
            item.id,
            str(number),
            one_line(item.text),
            questionnaire.responses_of(item).id if several else "",
            "" if item.id in scored else "in no scale",
            "; ".join(named(f"{Kind.RESOURCE}:{each}", catalog) for each in item.resources),
        )
        for number, item in enumerate(questionnaire.items, start=1)
    )
    columns = ("Variable", "No.", "Text", "Answers", "Scored", "Help beside it")
    return filled(Table(columns, rows, languages=("", "", foreign(questionnaire), "", "", "")))


def options_table(responses: ResponseScale, questionnaire: Questionnaire, *, alone: bool) -> Table:
    """The options of a response scale, with those that count as unanswered."""
    rows = [(write_number(option.value), option.label, "") for option in responses.options]
    rows += [(write_number(option.value), option.label, "counts as unanswered") for option in responses.missing]
    columns, languages = ("Value", "Label", "Note"), ("", foreign(questionnaire), "")
    return filled(Table(columns, tuple(rows), caption="" if alone else responses.id, languages=languages))


def describe_scale(scale: ResolvedScale, title: str, spoken: str, catalog: Catalog | None) -> Description:
    """A scale: what it is, what each answer counts as, how to score it, and its bands."""
    span = span_of(scale)
    facts = [
        f"Id: {scale.id}.",
        f"Rule: {scale.rule}.",
        f"Each item counts as {span}." if span else "",
        f"Possible scores: {in_decimals(scale.minimum)} to {in_decimals(scale.maximum)}.",
        *(f"The {end} the score, the more the answers speak of: {about}." for end, about in ends_about(scale, catalog)),
    ]
    blocks: list[Block] = [Paragraph(" ".join(filter(None, facts))), keys_table(scale)]
    blocks.append(Paragraph(" ".join(steps(scale))))
    if scale.scale.bands:
        blocks.append(bands_table(scale, spoken))
    if any(band.editorial for band in scale.scale.bands):
        blocks.append(Paragraph(f"Editorial: on the word of the authors alone. {EDITORIAL_BANDS}"))
    if scale.scale.citations:
        blocks.append(Paragraph(f"Source of the scale and its rule: {cite(scale.scale.citations)}."))
    return Description(title, tuple(blocks))


def ends_about(scale: ResolvedScale, catalog: Catalog | None) -> Iterator[tuple[str, str]]:
    """What a high and what a low score speaks of, where there is something."""
    for end, low in (("higher", False), ("lower", True)):
        about = [each.removeprefix("-") for each in scale.scale.about if each.startswith("-") == low]
        if about:
            yield end, "; ".join(speaking_of(each, catalog) for each in about)


def keys_table(scale: ResolvedScale) -> Table:
    """For each item of a scale what its answer counts as, its weight, and its ends where they differ."""
    differ = not span_of(scale)
    rows = tuple(
        (
            part.item.id,
            str(part.number + 1),
            "reverse" if part.key.reverse else "forward",
            how_it_counts(part, scale.scale.at_least),
            write_number(part.key.weight) if scale.weighted else "",
            *(ends_of(part) if differ else ("", "")),
        )
        for part in scale.parts
    )
    columns = ("Variable", "No.", "Key", "Counts as", "Weight", "Lowest", "Highest")
    return filled(Table(columns, rows, caption=f"What answers count as for {scale.scale.name}"))


def bands_table(scale: ResolvedScale, spoken: str) -> Table:
    """The bands with where they start and end, and on whose word."""
    ends = [f"below {in_decimals(band.start)}" for band in scale.scale.bands[1:]]
    ends.append(f"{in_decimals(scale.maximum)}, included")
    rows = tuple(
        (band.label, in_decimals(band.start), end, whose(band))
        for band, end in zip(scale.scale.bands, ends, strict=True)
    )
    columns, languages = ("Band", "From", "To", "Source"), (spoken, "", "", "")
    return Table(columns, rows, caption=f"Bands of {scale.scale.name}", languages=languages)


def whose(band: Band) -> str:
    """On whose word a band stands."""
    return "editorial" if band.editorial else cite(band.citations)


AS_GIVEN = "This goes by the answers as given, whatever their keys. All else that they say, they say by way of a scale."


def about_of(questionnaire: Questionnaire, catalog: Catalog | None) -> Iterator[tuple[str, str, str]]:
    """What a high or a low answer to an item speaks of, as given, but for what a scale speaks of in its place."""
    by_scale = {
        (key.item, about.removeprefix("-"))
        for scale in questionnaire.scales
        for about in scale.about
        for key in scale.items
    }
    for item in questionnaire.items:
        for about in item.about:
            reference, end = about.removeprefix("-"), "lower" if about.startswith("-") else "higher"
            if (item.id, reference) not in by_scale:
                yield item.id, f"the {end}, the more", speaking_of(reference, catalog)


EXAMPLES = ("Example", "Answers", "Scale", "Score", "Band", "Whatever is missing")


def examples_of(questionnaire: Questionnaire) -> Iterator[tuple[str, ...]]:
    """Answers with the scores that come out, of each scale that has one of its items answered."""
    for number, example in enumerate(questionnaire.examples, start=1):
        answers = "; ".join(f"{name}: {write_number(value)}" for name, value in example.answers)
        with suppress(AnswerError):  # which the linter tells
            for found in score(questionnaire, dict(example.answers)):
                if found.answered:
                    yield str(number), answers, *score_in_cells(found)
                    answers = ""


def score_in_cells(found: Score) -> tuple[str, str, str, str]:
    """The name of a scale, its score, its band, and what is possible where answers are missing."""
    value = found.exact.value
    shown = f"none: {found.answered} of {found.of} answered" if value is None else in_decimals(value)
    between = f"{in_decimals(found.exact.low)} to {in_decimals(found.exact.high)}" if found.answered < found.of else ""
    return found.scale.name, shown, found.band.label if found.band else "", between


def renamed_table(questionnaire: Questionnaire) -> Table:
    """What items and scales were called before."""
    return Table(("Now", "Before"), (*questionnaire.renamed.items, *questionnaire.renamed.scales))


def sources_of(questionnaire: Questionnaire) -> Iterator[str]:
    """The sources of the file, with the places that it cites."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for _, cited in citations_of(questionnaire):
        places[cited.source].append(cited.place)
    yield from (source_in_words(source, places[source.id]) for source in questionnaire.sources)


def hard_things(questionnaire: Questionnaire, catalog: Catalog | None) -> list[Entry]:
    """What its items and scales are about and the catalog marks as hard."""
    parts: list[Item | Scale] = [*questionnaire.items, *questionnaire.scales]
    return [] if catalog is None else catalog.hard(about for part in parts for about in part.about)


def help_of(questionnaire: Questionnaire, catalog: Catalog | None) -> list[Resource]:
    """The help that its items name, and that goes with what is hard, with what belongs to it."""
    if catalog is None:
        return []
    names = (name for item in questionnaire.items for name in item.resources)
    named_here = [catalog.resources[name] for name in names if name in catalog.resources]
    return list(catalog.help_with(hard_things(questionnaire, catalog), named_here))


def speaking_of(reference: str, catalog: Catalog | None) -> str:
    """What answers speak of; of an area of life it is insecurity there."""
    there = "insecurity in the area " if reference.startswith(f"{Kind.DOMAIN}:") else ""
    return f"{there}{named(reference, catalog)}"


def named(reference: str, catalog: Catalog | None) -> str:
    """A reference, after its name where the catalog has it."""
    return f"{name_of(catalog[reference])} ({reference})" if catalog and reference in catalog else reference


def dictionary(questionnaire: Questionnaire) -> Table:
    """A row for each item: what programs for statistics call a data dictionary."""
    scales: defaultdict[str, list[str]] = defaultdict(list)
    for scale in questionnaire.scales:
        for key in scale.items:
            # Not with a minus, as in a file: a spreadsheet takes that for a formula.
            facts = ["reverse"] * key.reverse + ([] if key.weight == 1 else [f"weight {write_number(key.weight)}"])
            scales[key.item].append(f"{scale.id} ({', '.join(facts)})" if facts else scale.id)
    rows = [row_of(item, number, questionnaire, scales[item.id]) for number, item in enumerate(questionnaire.items)]
    return Table(DICTIONARY, tuple(rows))


DICTIONARY = ("variable", "number", "text", "responses", "options", "missing", "scales", "about", "help")


def row_of(item: Item, number: int, questionnaire: Questionnaire, scales: list[str]) -> tuple[str, ...]:
    """An item with all that a program needs to label its answers."""
    responses = questionnaire.responses_of(item)
    about, resources = "; ".join(item.about), "; ".join(item.resources)
    offered = labeled(responses.options), labeled(responses.missing)
    return (item.id, str(number + 1), item.text, responses.id, *offered, "; ".join(scales), about, resources)


def labeled(options: Iterable[Option]) -> str:
    """Values with their labels."""
    return "; ".join(f"{write_number(option.value)} = {option.label}" for option in options)
