"""The codebook of a questionnaire: what is asked, what can be answered, and all it takes to score a form by hand."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress

from attrs import evolve

from insight.care import with_worldwide
from insight.catalog import Catalog, citations_of
from insight.content import Entry, Kind, Resource
from insight.content.words import cite, name_of, one_line
from insight.describing.by_hand import ends_of, formula_of, general, how_it_counts, in_decimals, span_of, steps
from insight.describing.content import source_in_words
from insight.describing.description import ITEM, SCALE, Block, Description, Linked, Listing, Named, Paragraph, Table
from insight.describing.words import Page, filled, joined
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


def questionnaire_page(
    questionnaire: Questionnaire, catalog: Catalog | None, *, parts: Iterable[str] | None = None
) -> Page:
    """Its codebook, or some *parts* of it; what it names of the catalog is called by name where one is at hand."""
    chosen = CODEBOOK if parts is None else parts
    return Page(
        title=f"{questionnaire.title} {questionnaire.version}",
        blocks=tuple(block for part in chosen for block in QUESTIONNAIRE_PARTS[part](questionnaire, catalog)),
        care=with_worldwide(help_of(questionnaire, catalog) or None),
        hard=bool(hard_things(questionnaire, catalog)),
        about=f"{Kind.QUESTIONNAIRE}:{questionnaire.id}",
        data=dictionary(questionnaire),
    )


def titled(title: str, *blocks: Block) -> Iterator[Description]:
    """A section, or nothing where there is nothing in it."""
    held = [block for block in blocks if not isinstance(block, Table | Listing) or fills(block)]
    if held:
        yield Description(title, tuple(held))


def fills(block: Table | Listing) -> bool:
    """Whether there is something in it."""
    return bool(block.rows if isinstance(block, Table) else block.items)


def overview_of(questionnaire: Questionnaire, _: Catalog | None) -> Iterator[Block]:
    """What is known of the questionnaire as a whole."""
    yield Listing(tuple(head_facts(questionnaire)))


def instructions_of(questionnaire: Questionnaire, _: Catalog | None) -> Iterator[Block]:
    """What people are told before they answer."""
    if questionnaire.instructions:
        yield from titled("Instructions", Paragraph(one_line(questionnaire.instructions), foreign(questionnaire)))


def items_of(questionnaire: Questionnaire, catalog: Catalog | None, *, only: str = "") -> Iterator[Description]:
    """What is asked; *only* an item, if one is named."""
    table = items_table(questionnaire, catalog)
    if only:
        number = [item.id for item in questionnaire.items].index(only)
        table = evolve(table, rows=table.rows[number : number + 1], about=table.about[number : number + 1])
    yield from titled("Items", table)


def options_of(questionnaire: Questionnaire, _: Catalog | None) -> Iterator[Block]:
    """What can be answered."""
    used = dict.fromkeys(questionnaire.responses_of(item) for item in questionnaire.items)
    yield from titled("Answers", *(options_table(each, questionnaire, alone=len(used) == 1) for each in used))


def by_hand_of(questionnaire: Questionnaire, _: Catalog | None) -> Iterator[Block]:
    """What goes for the scoring of every scale."""
    negative = any(key.weight < 0 for scale in questionnaire.scales for key in scale.items)
    yield from titled("How to score by hand", Listing(general(negative=negative), ordered=True))


def scales_of(questionnaire: Questionnaire, catalog: Catalog | None, *, only: str = "") -> Iterator[Description]:
    """Each scale with its keys, its rule and its bands; *only* one, if it is named."""
    by_id = {scale.id: scale for scale in questionnaire.resolved}
    for name, names in questionnaire.outline.items():
        if only not in ("", name):
            continue
        part = describe_scale(by_id[name], ": ".join(names), foreign(questionnaire), catalog)
        yield evolve(part, about=f"{SCALE}:{questionnaire.id}.{name}")


def bands_of(questionnaire: Questionnaire, _: Catalog | None, *, only: str = "") -> Iterator[Description]:
    """The bands alone, scale by scale; *only* those of one scale, if it is named."""
    scales = [scale for scale in questionnaire.resolved if scale.scale.bands and only in ("", scale.id)]
    yield from titled("Bands", *(bands_table(scale, foreign(questionnaire)) for scale in scales))


def missing_of(questionnaire: Questionnaire, _: Catalog | None) -> Iterator[Block]:
    """How many answers each scale needs."""
    rows = ((scale.scale.name, f"{scale.required} of {scale.of}") for scale in questionnaire.resolved)
    yield from titled("How many answers a scale needs", Table(("Scale", "Answers"), tuple(rows)))


def spoken_of(questionnaire: Questionnaire, catalog: Catalog | None) -> Iterator[Block]:
    """What single answers speak of."""
    if spoken := tuple(about_of(questionnaire, catalog)):
        table = Table(("Variable", "Answer", "Speaks of"), spoken)
        yield from titled("What answers speak of", Paragraph(AS_GIVEN), table)


def checked_by(questionnaire: Questionnaire, _: Catalog | None) -> Iterator[Block]:
    """Answers, and the scores that come out now."""
    yield from titled("Examples to check by", filled(Table(EXAMPLES, tuple(examples_of(questionnaire)))))


EXAMPLES = ("Example", "Answers", "Scale", "Score", "Band", "Whatever is missing")


# What can be shown of a questionnaire, by the name under which pages ask for it.
QUESTIONNAIRE_PARTS: Mapping[str, Callable[[Questionnaire, Catalog | None], Iterator[Block]]] = {
    "overview": overview_of,
    "instructions": instructions_of,
    "items": items_of,
    "options": options_of,
    "by-hand": by_hand_of,
    "scales": scales_of,
    "bands": bands_of,
    "missing": missing_of,
    "about": spoken_of,
    "examples": checked_by,
    "renamed": lambda each, _: titled("Names in earlier versions", renamed_table(each)),
    "sources": lambda each, _: titled("Sources", Listing(tuple(sources_of(each)))),
    "digests": lambda each, _: titled("Digests, by which programs tell versions apart", Listing(digests_of(each))),
    "codebook": lambda each, _: titled("Data dictionary", filled(dictionary(each))),
}
# What the codebook is made of: bands and how many answers are needed stand with their scales.
CODEBOOK = tuple(part for part in QUESTIONNAIRE_PARTS if part not in {"bands", "missing", "codebook"})


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
            joined(named(f"{Kind.RESOURCE}:{each}", catalog) for each in item.resources),
        )
        for number, item in enumerate(questionnaire.items, start=1)
    )
    columns = ("Variable", "No.", "Text", "Answers", "Scored", "Help beside it")
    about = tuple(Named(one_line(each.text), f"{ITEM}:{questionnaire.id}.{each.id}") for each in questionnaire.items)
    return filled(Table(columns, rows, languages=("", "", foreign(questionnaire), "", "", ""), about=about))


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
        *(
            Linked(f"The {end} the score, the more the answers speak of: ", about, ".")
            for end, about in ends_about(scale, catalog)
        ),
    ]
    blocks: list[Block] = [Paragraph(joined(filter(None, facts), " ")), keys_table(scale)]
    blocks += [Paragraph(" ".join(steps(scale))), formula_of(scale)]
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
            yield end, joined(speaking_of(each, catalog) for each in about)


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
    return Linked(there, named(reference, catalog))


def named(reference: str, catalog: Catalog | None) -> str:
    """A reference, after its name where the catalog has it."""
    if catalog is None or reference not in catalog:
        return reference
    name = name_of(catalog[reference])
    return Linked(Named(name, reference, f"{name} ({reference})"))


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
