"""The picture of a score."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping

import pytest
from attrs import evolve
from hypothesis import given

from insight import Band, Questionnaire, Result, describe, score
from insight.describing import Picture
from insight.testing import results

SVG = "{http://www.w3.org/2000/svg}"
BANDS = tuple(Band(start=start, label=label) for start, label in ((0, "lower"), ("4/3", "middle"), ("8/3", "higher")))


def draw(check_in: Questionnaire, answers: Mapping[str, int], bands: tuple[Band, ...] = BANDS) -> Picture:
    """The picture of the scale."""
    mine = evolve(check_in, scales=(evolve(check_in.scales[0], bands=bands),))
    (found,) = (block for block in describe(score(mine, answers)).blocks if isinstance(block, Picture))
    return found


def rows(picture: Picture) -> list[tuple[str, ...]]:
    """The facts of a picture."""
    return list(picture.facts.rows)


def test_a_prorated_score(check_in: Questionnaire) -> None:
    """The facts name the range, the bands, what is open, and the score; the title says the same."""
    picture = draw(check_in, {"worry": 3, "safe": 1})

    assert rows(picture) == [
        ("possible range", "0 to 4"),
        ("band 1, “lower”", "from 0"),
        ("band 2, “middle”", "from 4/3 (about 1.3333)"),
        ("band 3, “higher”", "from 8/3 (about 2.6667)"),
        ("whatever the missing answers are", "2 to 3.33"),
        ("score", "3"),
    ]
    tree = ET.fromstring(picture.svg)
    assert tree.get("role") == "img"
    assert tree.findtext(f"{SVG}title") == (
        "Job insecurity: possible range: 0 to 4; band 1, “lower”: from 0; band 2, “middle”: from 4/3 (about 1.3333); "
        "band 3, “higher”: from 8/3 (about 2.6667); whatever the missing answers are: 2 to 3.33; score: 3"
    )
    assert [text.text for text in tree.iter(f"{SVG}text")] == ["0", "4", "lower", "middle", "higher"]
    (ring,) = tree.iter(f"{SVG}circle")
    assert float(ring.attrib["cx"]) == 16 + 448 * 3 / 4
    bar = [path.attrib["d"] for path in tree.iter(f"{SVG}path") if path.get("stroke-dasharray")]
    assert bar == ["M240.0 36H389.3"]
    assert picture.facts.caption == "Job insecurity (ring: the score; dashes: what the missing answers leave open)"


def test_no_score_has_no_ring(check_in: Questionnaire) -> None:
    """Too few answers: only what is open is drawn."""
    picture = draw(check_in, {})

    assert rows(picture)[-2:] == [("whatever the missing answers are", "0 to 4"), ("score", "none")]
    assert "<circle" not in picture.svg
    assert picture.facts.caption == "Job insecurity (no score; dashes: what the missing answers leave open)"


def test_a_complete_score_without_bands(check_in: Questionnaire) -> None:
    """Nothing is open, and there are no bands."""
    picture = draw(check_in, {"worry": 3, "safe": 1, "ask": 3}, ())

    assert rows(picture) == [("possible range", "0 to 4"), ("score", "3")]
    assert "stroke-dasharray" not in picture.svg
    assert picture.facts.caption == "Job insecurity (ring: the score)"


def test_labels_that_do_not_fit_are_numbers(check_in: Questionnaire) -> None:
    """A long label would run into the next one; its number stands there, and the facts have it."""
    bands = (Band(start=0, label="lower"), Band(start="39/10", label="quite a long label"))
    tree = ET.fromstring(draw(check_in, {}, bands).svg)

    assert [text.text for text in tree.iter(f"{SVG}text")] == ["0", "4", "lower", "2"]


def test_the_ends_stay_in_the_frame(check_in: Questionnaire) -> None:
    """However long the numbers at the ends are, they begin and end where the frame does."""
    tree = ET.fromstring(draw(check_in, {}, ()).svg)

    anchors = [(text.get("x"), text.get("text-anchor"), text.text) for text in tree.iter(f"{SVG}text")]
    assert anchors == [("0", "start", "0"), ("480", "end", "4")]


@pytest.mark.parametrize("label", ["a < b & c", '"quoted"'])
def test_labels_are_escaped(label: str, check_in: Questionnaire) -> None:
    """A label is text, whatever is in it."""
    tree = ET.fromstring(draw(check_in, {}, (Band(start=0, label=label),)).svg)

    assert [text.text for text in tree.iter(f"{SVG}text")][-1] == label


def test_nothing_is_told_by_color(check_in: Questionnaire) -> None:
    """There is one color, that of the page's text."""
    svg = draw(check_in, {"worry": 3}).svg

    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) == {"currentColor", "none"}


@given(results())
def test_every_result_can_be_drawn(result: Result) -> None:
    """Whatever the numbers are, each picture is sound and stays in its frame."""
    pictures = [block for block in describe(result).blocks if isinstance(block, Picture)]

    assert len(pictures) == len(result)
    for picture in pictures:
        tree = ET.fromstring(picture.svg)
        places = [float(x) for ring in tree.iter(f"{SVG}circle") for x in [ring.attrib["cx"]]]
        places += [float(x) for text in tree.iter(f"{SVG}text") for x in [text.attrib["x"]]]
        assert all(0 <= x <= 480 for x in places)
