"""What there is to show of a point between attachment patterns: its numbers, what they do not say, and a picture."""

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve

from insight.attachment import AXES, CORNERS, FEARFUL, NAMES, AttachmentPoint
from insight.care import care_in_words
from insight.describing.description import Block, Description, Paragraph, Picture, Table
from insight.describing.pictures import drawing, path, ring, text
from insight.describing.words import filled, in_a_cell, with_care

TITLE = "Between attachment patterns"


def describe_point(point: AttachmentPoint) -> Description:
    """Where answers lie, how near to each corner, what that does not say, the notice, and help."""
    axes, corners = point.axis_rows(), point.corner_rows()
    blocks: list[Block] = [
        Paragraph(" ".join(point.sentences())),
        filled(Table(("Axis", "Position on 0 to 1", "Between"), tuple(axes), caption="Two axes")),
        filled(Table(("Corner", "Degree from 0 to 1", "Between"), tuple(corners), caption="Four corners")),
        *([] if point.settled else [Paragraph(BETWEEN)]),
        Paragraph(" ".join(point.limits())),
        draw_point(point),
    ]
    return evolve(with_care(TITLE, blocks, point.care), data=point_data(point))


BETWEEN = '"Between" is what a number could be, whatever the missing answers are.'


def point_data(point: AttachmentPoint) -> Table:
    """The numbers for programs, each the nearest float to its fraction; limits, notice and help in each row."""
    beside = " ".join(point.limits()), point.notice, care_in_words(point.care)
    return Table(DATA, tuple((*row, *beside) for row in data_rows(point)))


DATA = ("reference", "value", "low", "high", "named", "limits", "notice", "help")


def data_rows(point: AttachmentPoint) -> Iterator[tuple[str, ...]]:
    """Each axis and corner with its numbers; of a corner, whether it is named, and how."""
    places = (point.anxiety, *point.anxiety_bounds), (point.avoidance, *point.avoidance_bounds)
    for axis, numbers in zip(AXES, places, strict=True):
        yield axis, *map(in_a_cell, numbers), ""
    degrees, ranges = {**(point.degrees or {}), FEARFUL: point.fearful}, {**point.ranges, FEARFUL: point.fearful_range}
    for corner, ends in ranges.items():
        named = "nearest" if corner == point.nearest else "between" * (corner in point.between)
        yield corner, *map(in_a_cell, (degrees.get(corner), *ends)), named


WIDTH, HEIGHT = 480, 440
# Where the plane begins and ends; what is named stands around it.
LEFT, TOP, SIDE = 80, 40, 340
RIGHT, BOTTOM = LEFT + SIDE, TOP + SIDE


def draw_point(point: AttachmentPoint) -> Picture:
    """The plane with its four corners, what the missing answers leave open, and the point where there is one."""
    return drawing(TITLE, facts_of(point), shapes_of(point), f'viewBox="0 0 {WIDTH} {HEIGHT}"')


def facts_of(point: AttachmentPoint) -> Table:
    """What the picture shows, in words and numbers."""
    ways = ("from left to right", "from bottom to top")
    rows = [
        (f"{way}, {axis[0].lower()}{axis[1:]}", f"{value or 'no value'} on 0 to 1{f', can be {span}' * bool(span)}")
        for way, (axis, value, span) in zip(ways, point.axis_rows(), strict=True)
    ]
    rows += [(f"corner at the {corner_in_words(corner)}", NAMES[corner]) for corner in CORNERS]
    rows.append(("ring", "none, too few answers" if point.degrees is None else "where the answers lie"))
    if not point.settled:
        rows.append(("frame", "where they can lie, whatever the missing answers are"))
    return Table(("What", "Where"), tuple(rows), caption=TITLE)


def corner_in_words(corner: str) -> str:
    """Where a corner is in the picture."""
    anxious, avoidant = CORNERS[corner]
    return f"{'top' if avoidant else 'bottom'} {'right' if anxious else 'left'}"


def shapes_of(point: AttachmentPoint) -> Iterator[str]:
    """The plane, the names of its axes and corners, a frame for what is open, a ring for the point."""
    exact = point.exact
    yield path(f"M{LEFT} {TOP}H{RIGHT}V{BOTTOM}H{LEFT}Z")
    for corner, (anxious, avoidant) in CORNERS.items():
        yield text(RIGHT if anxious else LEFT, TOP - 10 if avoidant else BOTTOM + 20, NAMES[corner])
    yield text(LEFT + SIDE / 2, BOTTOM + 44, "more worry about bonds (anxiety) →")
    turned = text(0, 0, "more distance in bonds (avoidance) →")
    yield f'<g transform="translate({LEFT - 20} {TOP + SIDE / 2:g}) rotate(-90)">{turned}</g>'
    if not point.settled:
        (left, right), (bottom, top) = map(across, exact.anxiety_bounds), map(up, exact.avoidance_bounds)
        yield path(f"M{left} {top}H{right}V{bottom}H{left}Z", width=3)
    if exact.anxiety is not None and exact.avoidance is not None:
        yield ring(across(exact.anxiety), up(exact.avoidance))


def across(exact: Fraction) -> float:
    """How far to the right a place on the first axis stands."""
    return round(LEFT + float(exact) * SIDE, 1)


def up(exact: Fraction) -> float:
    """How far down a place on the second axis stands: the less, the higher it is."""
    return round(BOTTOM - float(exact) * SIDE, 1)
