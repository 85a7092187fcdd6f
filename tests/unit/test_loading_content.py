"""Catalogs are read from folders: the bundled one once, one's own with all its problems at once."""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

import insight
from insight import loading
from insight.care import EDITORS, WORLDWIDE
from insight.catalog import Catalog
from insight.content import Kind, Relation
from insight.errors import DefinitionError, FileAccessError, ReadError
from insight.loading import load_catalog

DATA = Path(insight.__file__).parent / "data"
CITED = 'citations = [{ source = "insight-editors", place = "a test" }]\n'
ADD = "add it, name one that is there, or load this on= a catalog that has it"
SIGN = '[odd]\nname = "Odd"\nsummary = "It is odd."\n'
LINK = '[[link]]\nsubject = "sign:odd"\nrelation = "appears-in"\nobject = "domain:work"\n'
QUESTIONNAIRE = """\
format = 1
id = "mine"
title = "Mine"
[response_scales.r]
labels = ["no", "yes"]
[items]
worry = "I worry."
[scales.s]
items = ["worry"]
method = "sum"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the bundled data, which a test can break."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Writes a file of a catalog of one's own, and gives its folder."""

    def write_file(name: str, text: str) -> Path:
        path = tmp_path / "own" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return tmp_path / "own"

    return write_file


def add(path: Path, text: str) -> None:
    """Write *text* below what the file holds."""
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def problems(folder: Path) -> list[str]:
    """All that is wrong with the catalog in *folder*."""
    with pytest.raises(ReadError) as refused:
        load_catalog(folder)
    assert str(refused.value).startswith(str(folder))
    assert refused.value.__cause__ is None
    return [str(problem) for problem in refused.value.problems]


def test_bundled_catalog_is_read_once() -> None:
    """Whoever asks gets the same catalog."""
    assert load_catalog() is load_catalog()
    assert insight.load_catalog() is load_catalog()


def test_threads_share_the_bundled_catalog(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many threads that ask at once for what nobody has read yet get one object."""
    monkeypatch.setattr(loading, "_bundled", [])
    together = Barrier(32)

    def ask(_: int) -> Catalog:
        together.wait()
        return load_catalog()

    with ThreadPoolExecutor(32) as pool:
        catalogs = list(pool.map(ask, range(32)))

    assert {id(catalog) for catalog in catalogs} == {id(catalogs[0])}


def test_copy_of_the_bundled_data_is_an_equal_catalog(folder: Path) -> None:
    """A folder of the same files is the same content, and another object."""
    copy = load_catalog(folder)

    assert copy == load_catalog()
    assert copy is not load_catalog()
    assert load_catalog(str(folder)) == copy


def test_own_catalog_can_be_small(write: Callable[[str, str], Path]) -> None:
    """Files that are absent are empty collections; the worldwide help and its source are there all the same."""
    own = load_catalog(write("content/signs.toml", SIGN + CITED))

    assert own.signs.ids == ("odd",)
    assert (tuple(own.resources), tuple(own.sources)) == (WORLDWIDE, (EDITORS,))
    assert sum(map(len, own.collections.values())) == 4


def test_questionnaires_alone_are_a_catalog(write: Callable[[str, str], Path]) -> None:
    """A folder can hold nothing but questionnaires."""
    own = load_catalog(write("questionnaires/mine.toml", QUESTIONNAIRE))

    assert own.questionnaires.ids == ("mine",)
    assert own["questionnaire:mine"].title == "Mine"


def test_order_in_the_file_is_kept(write: Callable[[str, str], Path]) -> None:
    """Entries come as they are written."""
    names = ["zest", "angst", "moody"]
    text = "".join((SIGN + CITED).replace("[odd]", f"[{name}]") for name in names)

    assert load_catalog(write("content/signs.toml", text)).signs.ids == tuple(names)


def test_every_kind_has_a_file() -> None:
    """Each kind of entry in the bundled catalog is the name of a file that can be read."""
    files = loading.content.FILES

    assert set(files.values()) == set(Kind) - {Kind.QUESTIONNAIRE}
    assert {path.name for path in (DATA / "content").iterdir()} <= {*files, *loading.content.CLAIMS}


EDITORS_CHANGED = '[insight-editors]\ntitle = "Trials"\nevidence = "trial"\nlocator_missing = true\n'
EDITORS_STAY = "the source of editorial decisions cannot be changed; add a source of your own"
KNOWN = (
    "domains.toml, signs.toml, causes.toml, attachment-styles.toml, strategies.toml, conditions.toml, "
    "notes.toml, flags.toml, resources.toml, sources.toml, links.toml, rules.toml"
)


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        pytest.param(
            "content/sings.toml",
            "",
            "sings.toml: no kind of entry has such a file; did you mean 'signs.toml'?",
            id="near-file",
        ),
        pytest.param(
            "content/xyz.toml",
            "",
            f"xyz.toml: no kind of entry has such a file; the files are {KNOWN}",
            id="unknown-file",
        ),
        pytest.param(
            "content/signs.toml",
            SIGN,
            "signs.toml: line 1, odd: the field 'citations' is missing; say where it comes from",
            id="uncited",
        ),
        pytest.param(
            "content/signs.toml",
            SIGN + "citations = []\n",
            "signs.toml: line 4, odd.citations: there is none; say where it comes from",
            id="no-citations",
        ),
        pytest.param(
            "content/signs.toml",
            SIGN + CITED.replace("insight-editors", "insight-editor"),
            "signs.toml: odd.citations[0]: there is no source 'insight-editor'; did you mean 'insight-editors'?",
            id="unknown-source",
        ),
        pytest.param(
            "content/signs.toml",
            SIGN + CITED + 'sumary = "x"\n',
            "signs.toml: line 5, odd: there is no field 'sumary'; did you mean 'summary'?",
            id="unknown-field",
        ),
        pytest.param(
            "content/signs.toml",
            (SIGN + CITED).replace("[odd]", "[Odd_One]"),
            "signs.toml: line 1, Odd_One.id: 'Odd_One' is no id; use small letters and digits joined by single hyphens",
            id="id",
        ),
        pytest.param(
            "content/signs.toml",
            'odd = "Odd"\n',
            "signs.toml: line 1, odd: a table is expected, not text",
            id="no-table",
        ),
        pytest.param(
            "content/signs.toml",
            SIGN + CITED + "hard = 1\n",
            "signs.toml: line 5, odd.hard: true or false is expected, not a number",
            id="type",
        ),
        pytest.param(
            "content/signs.toml",
            "[odd\n",
            "signs.toml: line 1: this is no TOML (a header in brackets is not closed)",
            id="no-toml",
        ),
        pytest.param(
            "content/signs.toml",
            SIGN + CITED + "[odd-]\n" + CITED,
            "signs.toml: line 5, odd-: the field 'name' is missing",
            id="several",
        ),
        pytest.param(
            "content/links.toml",
            LINK + 'closeness = "related"\nbasis = "source"\n' + CITED,
            f"links.toml: link[0].subject: there is no sign 'odd'; {ADD}",
            id="broken-reference",
        ),
        pytest.param(
            "content/links.toml",
            LINK + 'closeness = "named"\nbasis = "editorial"\n' + CITED,
            "links.toml: line 5, link[0].closeness: an editorial link is never 'named'; write 'related'",
            id="editorial-named",
        ),
        pytest.param(
            "content/links.toml",
            LINK.replace("[[link]]", "[[links]]") + 'closeness = "named"\nbasis = "source"\n' + CITED,
            "links.toml: line 1: there is no field 'links'; write [[link]]",
            id="links-for-link",
        ),
        pytest.param(
            "content/links.toml",
            "link = 3\n",
            "links.toml: line 1, link: a list is expected, not a number; write [[link]]",
            id="no-list",
        ),
        pytest.param(
            "content/rules.toml",
            '[[rule]]\nwhen = "sign:a"\nthreshold = 0\neffect = "first"\nbecause = "So."\nbasis = "source"\n'
            'strategies = ["all"]\n' + CITED,
            "rules.toml: line 3, rule[0].threshold: it is not above 0 and at most 1; write '1/2', for example",
            id="rule",
        ),
        pytest.param(
            "content/resources.toml",
            '[emergency]\nname = "E"\nkind = "emergency"\nregion = "world"\nhours = "Mon-Fri"\nlanguages = ["en"]\n'
            'cost = "free"\naudience = ["anyone"]\nchannels = [{ kind = "phone", value = "112" }]\n' + CITED,
            "resources.toml: emergency: the worldwide help cannot be changed; add a resource of your own",
            id="changed-help",
        ),
        pytest.param(
            "content/resources.toml",
            '[line]\nname = "L"\nkind = "helpline"\nregion = "GB"\nhours = "always"\nlanguages = ["en"]\n'
            'cost = "free"\naudience = ["anyone"]\nchannels = [{ kind = "phone", value = "112" }]\n'
            'last_verified = "2026-01-01"\nreview_by = 2026-02-01T00:00:00\n' + CITED,
            "resources.toml: line 10, line.last_verified: a date is expected, not text",
            id="date",
        ),
        pytest.param(
            "content/sources.toml",
            EDITORS_CHANGED,
            f"sources.toml: insight-editors: {EDITORS_STAY}",
            id="changed-editors",
        ),
        pytest.param(
            "content/signs.toml",
            SIGN + CITED + (SIGN + CITED).replace("[odd]", "[od-d]"),
            "signs.toml: od-d: 'odd' and 'od-d' are alike but for case and '._-'; choose another id",
            id="alike",
        ),
        pytest.param(
            "questionnaires/other.toml",
            QUESTIONNAIRE,
            "other.toml: id: it differs from the name of the file; call the file mine.toml",
            id="file-name",
        ),
        pytest.param(
            "questionnaires/mine.toml",
            QUESTIONNAIRE + "x = 1\n",
            "mine.toml: line 11, scales.s: there is no field 'x'",
            id="questionnaire",
        ),
        pytest.param(
            "questionnaires/mine.toml",
            QUESTIONNAIRE + 'about = ["sign:odd"]\n',
            f"mine.toml: scales.s.about[0]: there is no sign 'odd'; {ADD}",
            id="questionnaire-reference",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_file(
    write: Callable[[str, str], Path], file: str, text: str, expected: str
) -> None:
    """A problem names the file, the place in it, and what would be right."""
    assert expected in problems(write(file, text))


def test_problems_of_all_files_come_at_once(folder: Path) -> None:
    """Faults in several files of a catalog are listed together, in the order of the files' names."""
    add(folder / "content" / "signs.toml", "\n" + SIGN)
    add(folder / "content" / "links.toml", "\n" + LINK + 'closeness = "named"\nbasis = "editorial"\n' + CITED)
    (folder / "content" / "xyz.toml").touch()
    (folder / "questionnaires" / "mine.toml").write_text("format = 1\n[", encoding="utf-8")
    count = len(load_catalog().links_given)
    at = {
        name: (folder / "content" / name).read_text(encoding="utf-8").count("\n") - 2
        for name in ("links.toml", "signs.toml")
    }

    assert problems(folder) == [
        (
            f"links.toml: line {at['links.toml']}, link[{count}].closeness: "
            "an editorial link is never 'named'; write 'related'"
        ),
        (
            "mine.toml: line 2: this is no TOML (a name is missing; "
            "a table in braces stands in one line, without a last comma)"
        ),
        f"signs.toml: line {at['signs.toml']}, odd: the field 'citations' is missing; say where it comes from",
        f"xyz.toml: no kind of entry has such a file; the files are {KNOWN}",
    ]


def test_entry_that_others_name_is_missed(folder: Path) -> None:
    """Every reference to a file of entries that is gone is told, each with the file that makes it."""
    named = {link.subject for link in load_catalog().links() if link.subject.startswith("sign:")}
    (folder / "content" / "signs.toml").unlink()
    told = "\n".join(problems(folder))

    assert named
    for reference in named:
        assert f"there is no sign {reference.removeprefix('sign:')!r}" in told


def test_content_has_a_limit_of_its_own(write: Callable[[str, str], Path]) -> None:
    """A content file is read up to 4 MiB."""
    text = SIGN + CITED + "#" * (300 * 1024)

    assert load_catalog(write("content/signs.toml", text)).signs.ids == ("odd",)
    assert problems(write("content/signs.toml", text + "#" * 4 * 1024 * 1024)) == [
        "signs.toml: it is larger than 4096 KiB; make it smaller"
    ]


@pytest.mark.parametrize(
    "name",
    [
        "content/README.md",
        "content/README.txt",
        "content/notes.md",
        "content/.DS_Store",
        "content/signs.toml.bak",
        "content/pictures/a.png",
        "questionnaires/.DS_Store",
        "questionnaires/notes.md",
        "README.md",
        "pictures/a.toml",
        "docs/content/signs.toml",
    ],
)
def test_other_files_are_left_alone(name: str, write: Callable[[str, str], Path]) -> None:
    """What is not meant to be read is not read, and is nobody's mistake."""
    write(name, "[")

    assert load_catalog(write("content/signs.toml", SIGN + CITED)).signs.ids == ("odd",)


@pytest.mark.parametrize("name", ["content/more", "questionnaires", "questionnaires/more", "docs"])
def test_empty_folders_are_left_alone(name: str, write: Callable[[str, str], Path]) -> None:
    """A folder with nothing in it hides nothing."""
    own = write("content/signs.toml", SIGN + CITED)
    (own / name).mkdir(parents=True, exist_ok=True)

    assert load_catalog(own).signs.ids == ("odd",)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("content/links.toml.txt", "links.toml.txt: it is not read; write TOML, and call it links.toml"),
        ("content/causes.TOML", "causes.TOML: it is not read; write TOML, and call it causes.toml"),
        ("content/Causes.Toml", "Causes.Toml: it is not read; write TOML, and call it causes.toml"),
        ("content/causes.yaml", "causes.yaml: it is not read; write TOML, and call it causes.toml"),
        ("content/strategies.json", "strategies.json: it is not read; write TOML, and call it strategies.toml"),
        ("content/rules.txt", "rules.txt: it is not read; write TOML, and call it rules.toml"),
        ("content/more/signs.toml", "more: a folder in a folder is not read; put its files into content/"),
        ("questionnaires/c.json", "c.json: it is not read; write TOML, and call it c.toml"),
        ("questionnaires/c.TOML", "c.TOML: it is not read; write TOML, and call it c.toml"),
        ("questionnaires/more/c.toml", "more: a folder in a folder is not read; put its files into questionnaires/"),
        (
            "questionaires/c.toml",
            "questionaires: a folder of this name is not read; did you mean 'questionnaires'?",
        ),
        ("contents/causes.toml", "contents: a folder of this name is not read; did you mean 'content'?"),
    ],
)
def test_what_looks_like_content_is_not_passed_over(
    name: str, expected: str, write: Callable[[str, str], Path]
) -> None:
    """A file that somebody wrote to be read, and that is not, is told with what to call it."""
    write("content/signs.toml", SIGN + CITED)

    assert problems(write(name, "")) == [expected]


def test_files_that_are_not_read_come_with_the_other_problems(write: Callable[[str, str], Path]) -> None:
    """A file under a wrong name stands among what is wrong elsewhere, in the order of the files."""
    write("content/signs.toml", SIGN)
    write("content/links.toml.txt", "")

    assert problems(write("questionnaires/mine.json", "{}")) == [
        "links.toml.txt: it is not read; write TOML, and call it links.toml",
        "mine.json: it is not read; write TOML, and call it mine.toml",
        "signs.toml: line 1, odd: the field 'citations' is missing; say where it comes from",
    ]


def test_folder_in_place_of_a_file_is_told(write: Callable[[str, str], Path]) -> None:
    """A folder that is called like a file is refused with the other problems."""
    own = write("content/signs.toml", SIGN)
    folder = own / "content" / "causes.toml"
    folder.mkdir()

    assert problems(own) == [
        f"causes.toml: {folder}: this is a folder; name a file in it",
        "signs.toml: line 1, odd: the field 'citations' is missing; say where it comes from",
    ]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("nowhere", "there is no such folder; name a folder that holds content/", id="missing"),
        pytest.param("file", "this is a file; name a folder that holds content/", id="file"),
        pytest.param(
            "empty", "there is neither content/ nor questionnaires/ in it; name the folder that holds them", id="empty"
        ),
        pytest.param(
            "above/content",
            "there is neither content/ nor questionnaires/ in it; name the folder above it",
            id="content-itself",
        ),
        pytest.param(
            "above/questionnaires",
            "there is neither content/ nor questionnaires/ in it; name the folder above it",
            id="questionnaires-itself",
        ),
        pytest.param(
            "stray",
            "there is neither content/ nor questionnaires/ in it; put signs.toml into a folder content/ in it",
            id="files-without-their-folder",
        ),
        pytest.param("a" * 300, "there is no such folder; name a folder that holds content/", id="long"),
        pytest.param("a\0b", "there is no such folder; name a folder that holds content/", id="null-byte"),
    ],
)
def test_folders_that_are_no_catalog_are_told(tmp_path: Path, name: str, message: str) -> None:
    """A path that is no folder of content is an error of this library."""
    (tmp_path / "file").touch()
    for folder in ("empty", "above/content", "above/questionnaires", "stray"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "above/questionnaires/mine.toml").touch()
    (tmp_path / "stray/signs.toml").touch()
    shown = str(tmp_path / name).replace("\0", r"\x00")

    with pytest.raises(FileAccessError) as refused:
        load_catalog(tmp_path / name)
    assert str(refused.value) == f"{shown}: {message}"


# On top of another catalog

OWN_SIGN = (
    """
[worried-about-pets]
name = "Worry about a pet"
summary = "You may worry about your pet."
"""
    + CITED
)
OWN_LINK = (
    """
[[link]]
subject = "strategy:take-one-step"
relation = "eases"
object = "sign:worried-about-pets"
closeness = "related"
basis = "editorial"
"""
    + CITED
)
OWN_RULE = (
    """
[[rule]]
when = "sign:worried-about-pets"
threshold = 1
effect = "escalate"
because = "A vet may help."
resources = ["find-a-helpline"]
basis = "editorial"
"""
    + CITED
)


def test_own_content_goes_on_top(write: Callable[[str, str], Path]) -> None:
    """What is one's own comes after what the catalog below has, and that one stays as it is."""
    base = load_catalog()
    before = (base.signs.ids, base.links_given, base.rules, base.resources.ids)
    write("content/links.toml", OWN_LINK)
    write("content/rules.toml", OWN_RULE)
    write("questionnaires/mine.toml", QUESTIONNAIRE + 'about = ["sign:worried-about-pets"]\n')

    catalog = load_catalog(write("content/signs.toml", OWN_SIGN), on=base)

    assert catalog.signs.ids == (*base.signs.ids, "worried-about-pets")
    assert catalog.related("sign:worried-about-pets", insight.Strategy) == (base.strategies["take-one-step"],)
    assert [rule.when for rule in catalog.rules] == [*(rule.when for rule in base.rules), "sign:worried-about-pets"]
    assert catalog.questionnaires.ids == (*base.questionnaires.ids, "mine")
    assert tuple(resource for resource in catalog.resources if resource in WORLDWIDE) == WORLDWIDE
    assert (base.signs.ids, base.links_given, base.rules, base.resources.ids) == before


def test_entry_is_replaced_only_where_it_says_so(write: Callable[[str, str], Path]) -> None:
    """An entry of an id that is there takes its place, and its place in the order, with `replaces = true`."""
    base = load_catalog()
    own = OWN_SIGN.replace("[worried-about-pets]", "[perfectionism]")

    catalog = load_catalog(write("content/signs.toml", own + "replaces = true\n"), on=base)

    assert catalog.signs.ids == base.signs.ids
    assert catalog.signs["perfectionism"].name == "Worry about a pet"
    assert catalog.links("sign:perfectionism") == base.links("sign:perfectionism")
    assert base.signs["perfectionism"].name == "Perfectionism"


def test_a_strategy_keeps_what_rules_go_by(write: Callable[[str, str], Path]) -> None:
    """Whoever puts a strategy in another's place cannot make the rules pass it by; a tag more is welcome."""
    own = '[be-there]\nreplaces = true\nname = "Be there"\nsummary = "You can be there."\n' + CITED
    kept = own + 'form = "partner-support"\ntags = ["partner", "acceptance"]\n'

    assert load_catalog(write("content/strategies.toml", kept), on=load_catalog()).strategies["be-there"].tags
    with pytest.raises(ReadError) as refused:
        load_catalog(write("content/strategies.toml", own + 'form = "practice"\n'), on=load_catalog())
    assert [str(problem) for problem in refused.value.problems] == [
        f"strategies.toml: be-there: the strategy that it replaces has {what}, which rules go by; "
        "keep it, or choose another id"
        for what in ("the tag 'partner'", "the form 'partner-support'")
    ]


def test_replaced_note_is_about_what_the_new_one_names(write: Callable[[str, str], Path]) -> None:
    """What a note was about goes with it."""
    own = '[self-esteem]\nreplaces = true\nname = "N"\nrole = "fact"\nsummary = "So."\nabout = ["domain:social"]\n'

    catalog = load_catalog(write("content/notes.toml", own + CITED), on=load_catalog())

    assert [link.object for link in catalog.links("note:self-esteem", relation="about")] == ["domain:social"]


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        pytest.param(
            "content/signs.toml",
            OWN_SIGN.replace("worried-about-pets", "perfectionism"),
            "signs.toml: perfectionism: the catalog has a sign 'perfectionism' already; "
            "write replaces = true to put this one in its place, or choose another id",
            id="not-said",
        ),
        pytest.param(
            "content/signs.toml",
            OWN_SIGN.replace("worried-about-pets", "perfectionsim") + "replaces = true\n",
            "signs.toml: perfectionsim: there is no sign 'perfectionsim' to replace; "
            "did you mean 'perfectionism' or take replaces away",
            id="nothing-near-to-replace",
        ),
        pytest.param(
            "content/signs.toml",
            OWN_SIGN + "replaces = true\n",
            "signs.toml: worried-about-pets: there is no sign 'worried-about-pets' to replace; take replaces away",
            id="nothing-to-replace",
        ),
        pytest.param(
            "content/signs.toml",
            OWN_SIGN + 'replaces = "yes"\n',
            "signs.toml: line 6, worried-about-pets.replaces: true or false is expected, not text",
            id="no-bool",
        ),
        pytest.param(
            "content/signs.toml",
            OWN_SIGN.replace("worried-about-pets", "per-fectionism"),
            "signs.toml: per-fectionism: 'perfectionism' and 'per-fectionism' are alike but for case and '._-'; "
            "choose another id",
            id="alike",
        ),
        pytest.param(
            "content/resources.toml",
            '[emergency]\nreplaces = true\nname = "E"\nkind = "emergency"\nregion = "world"\nhours = "always"\n'
            'languages = ["en"]\ncost = "free"\naudience = ["anyone"]\n'
            'channels = [{ kind = "phone", value = "112" }]\n' + CITED,
            "resources.toml: emergency: the worldwide help cannot be changed; add a resource of your own",
            id="worldwide-help",
        ),
        pytest.param(
            "content/sources.toml",
            EDITORS_CHANGED + "replaces = true\n",
            f"sources.toml: insight-editors: {EDITORS_STAY}",
            id="editors",
        ),
        pytest.param(
            "questionnaires/life-areas.toml",
            QUESTIONNAIRE.replace('"mine"', '"life-areas"'),
            "life-areas.toml: the catalog has a questionnaire 'life-areas' already; choose another id",
            id="questionnaire",
        ),
    ],
)
def test_replacing_is_never_a_slip(write: Callable[[str, str], Path], file: str, text: str, expected: str) -> None:
    """An id that is there, or is not there to be replaced, is told with what would be right."""
    with pytest.raises(ReadError) as refused:
        load_catalog(write(file, text), on=load_catalog())
    assert [str(problem) for problem in refused.value.problems] == [expected]


def bundled(file: str, name: str) -> str:
    """What a bundled file says of one entry."""
    text = (DATA / "content" / file).read_text(encoding="utf-8")
    own = text.partition(f"[{name}]\n")[2].partition("\n[")[0]
    return f"[{name}]\n{own}\n"


@pytest.mark.parametrize("replaces", ["", "replaces = true\n"], ids=["not-said", "said"])
def test_what_is_always_there_can_be_written_out(replaces: str, write: Callable[[str, str], Path]) -> None:
    """The worldwide help and the editors can stand in files of one's own, as long as they are the same."""
    base = load_catalog()
    write("content/resources.toml", bundled("resources.toml", "emergency") + replaces)
    own = write("content/sources.toml", bundled("sources.toml", "insight-editors") + replaces)

    assert load_catalog(own, on=base) == base


def test_worldwide_help_is_not_replaced_by_a_slip(write: Callable[[str, str], Path]) -> None:
    """Help of one's own under the id of the worldwide help is refused, whether it is to replace it or not."""
    changed = bundled("resources.toml", "emergency").replace('hours = "always"', 'hours = "Mon-Fri"')

    with pytest.raises(ReadError) as refused:
        load_catalog(write("content/resources.toml", changed), on=load_catalog())
    assert "resources.toml: emergency: the worldwide help cannot be changed; add a resource of your own" in [
        str(problem) for problem in refused.value.problems
    ]


def test_refused_ids_are_not_suggested(write: Callable[[str, str], Path]) -> None:
    """What would be refused itself is no remedy."""
    write("content/signs.toml", (SIGN + CITED).replace("[odd]", "[odd_one]"))
    linked = LINK.replace("sign:odd", "sign:odd-one") + 'closeness = "related"\nbasis = "editorial"\n' + CITED

    assert problems(write("content/links.toml", linked)) == [
        f"links.toml: link[0].subject: there is no sign 'odd-one'; {ADD}",
        f"links.toml: link[0].object: there is no domain 'work'; {ADD}",
        "signs.toml: line 1, odd_one.id: 'odd_one' is no id; use small letters and digits joined by single hyphens",
    ]


def test_alike_questionnaires_are_told_with_a_file(write: Callable[[str, str], Path]) -> None:
    """Two questionnaires whose ids are easily confused are told once, in one of their files."""
    write("questionnaires/mine.toml", QUESTIONNAIRE)

    assert problems(write("questionnaires/m-ine.toml", QUESTIONNAIRE.replace('"mine"', '"m-ine"'))) == [
        "mine.toml: 'm-ine' and 'mine' are alike but for case and '._-'; choose another id"
    ]


def test_id_that_another_kind_has_is_told(write: Callable[[str, str], Path]) -> None:
    """A reference of the wrong kind is told with the right one."""
    own = OWN_LINK.replace("sign:worried-about-pets", "sign:social")

    with pytest.raises(ReadError) as refused:
        load_catalog(write("content/links.toml", own), on=load_catalog())
    assert [str(problem) for problem in refused.value.problems] == [
        "links.toml: link[0].object: there is no sign 'social'; did you mean 'domain:social'?"
    ]


def test_circle_by_way_of_the_catalog_below_is_told_in_ones_own_file(write: Callable[[str, str], Path]) -> None:
    """A link of one's own that closes a circle through bundled links is the one that is named."""
    own = OWN_LINK.replace("eases", "needs-first").replace("take-one-step", "accept-what-cannot-change")

    with pytest.raises(ReadError) as refused:
        load_catalog(
            write("content/links.toml", own.replace("sign:worried-about-pets", "strategy:radical-acceptance")),
            on=load_catalog(),
        )
    (problem,) = refused.value.problems
    assert str(problem) == (
        "links.toml: link[0]: strategy:radical-acceptance would need itself first (strategy:radical-acceptance → "
        "strategy:accept-what-cannot-change → strategy:radical-acceptance); take one link of the circle away"
    )


@pytest.mark.parametrize("wrong", [{"on": "catalog"}, {"folder": ".", "on": 3}, {"on": load_catalog()}], ids=str)
def test_on_needs_a_catalog_and_a_folder(wrong: dict[str, Any]) -> None:
    """What is no catalog cannot be added to, and a catalog alone adds nothing."""
    with pytest.raises(DefinitionError) as refused:
        load_catalog(**wrong)
    assert str(refused.value) == (
        "load_catalog: on: a folder goes on top of a catalog; write load_catalog(folder, on=catalog)"
    )


def test_everything_that_is_wrong_is_told_at_once(write: Callable[[str, str], Path]) -> None:
    """Faults of every sort in many files come in one error, each with its file, its place and a remedy."""
    base = load_catalog()
    size = len(base.links())
    write("content/causes.toml", "# nothing yet\n")
    write("content/domains.toml", OWN_LINK)
    write("content/links.toml", BAD_LINKS)
    write("content/signs.toml", OWN_SIGN + '[uncited]\nname = "U"\nsummary = "U."\n')
    write("content/strategies.toml", STRATEGIES)
    write("questionnaires/mine.toml", QUESTIONNAIRE)
    write("questionnaires/other.toml", QUESTIONNAIRE)

    with pytest.raises(ReadError) as refused:
        load_catalog(write("content/sources.toml", "[["), on=base)
    told = [str(problem) for problem in refused.value.problems]

    assert told == [
        "causes.toml: there is nothing in it; write something into it or take it away",
        "domains.toml: line 2, link: this is no domain; write [[link]] in links.toml",
        "links.toml: line 13, link[1].object: it is the subject itself; name another entry",
        f"links.toml: line 20, link[2].relation: 'helps' is not one of {', '.join(map(repr, map(str, Relation)))}",
        "links.toml: line 30, link[3].closeness: an editorial link is never 'named'; write 'related'",
        "links.toml: link[0].object: there is no sign 'perfectionsim'; did you mean 'perfectionism'?",
        (
            "links.toml: link[5]: strategy:first would need itself first "
            "(strategy:first → strategy:second → strategy:first); take one link of the circle away"
        ),
        "other.toml: id: it differs from the name of the file; call the file mine.toml",
        "other.toml: the questionnaire 'mine' is in mine.toml as well; choose another id",
        "signs.toml: line 6, uncited: the field 'citations' is missing; say where it comes from",
        (
            "sources.toml: line 1: this is no TOML (a name is missing; "
            "a table in braces stands in one line, without a last comma)"
        ),
    ]
    assert len(base.links()) == size


STRATEGIES = "".join(
    f'[{name}]\nname = "{name}"\nsummary = "So."\nform = "practice"\n{CITED}' for name in ("first", "second")
)
BAD_LINKS = (
    OWN_LINK.replace("worried-about-pets", "perfectionsim")
    + OWN_LINK.replace("eases", "needs-first").replace("sign:worried-about-pets", "strategy:take-one-step")
    + OWN_LINK.replace("eases", "helps")
    + OWN_LINK.replace("related", "named")
    + OWN_LINK.replace("eases", "needs-first")
    .replace("take-one-step", "first")
    .replace("sign:worried-about-pets", "strategy:second")
    + OWN_LINK.replace("eases", "needs-first")
    .replace("take-one-step", "second")
    .replace("sign:worried-about-pets", "strategy:first")
)


@pytest.mark.parametrize("folder", [3, b"folder", ["folder"]], ids=str)
def test_folder_is_a_path(folder: Any) -> None:
    """What is no path is told as that."""
    with pytest.raises(FileAccessError) as refused:
        load_catalog(folder)
    assert str(refused.value).startswith("load_catalog: a path is expected, not ")


def test_folder_that_cannot_be_looked_at_is_told(
    write: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that the system does not open is an error of this library."""
    own = write("content/signs.toml", SIGN + CITED)

    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(FileAccessError) as refused:
        load_catalog(own)
    assert str(refused.value).endswith("it cannot be read (Permission denied)")


def test_claim_that_is_there_already_is_not_doubled(write: Callable[[str, str], Path]) -> None:
    """The same link or rule once more changes nothing."""
    write("content/links.toml", OWN_LINK * 2)
    write("content/rules.toml", OWN_RULE * 2)
    once = load_catalog(write("content/signs.toml", OWN_SIGN), on=load_catalog())
    (Path(write("content/signs.toml", "")) / "content" / "signs.toml").unlink()

    assert len(once.links("sign:worried-about-pets")) == 1
    assert load_catalog(write("content/README.md", ""), on=once) == once
    assert [rule.when for rule in once.rules].count("sign:worried-about-pets") == 1


def test_rules_of_the_catalog_below_stay(write: Callable[[str, str], Path]) -> None:
    """What is put on top takes no rule away."""
    write("content/rules.toml", OWN_RULE)
    below = load_catalog(write("content/signs.toml", OWN_SIGN), on=load_catalog())
    above = write("content/signs.toml", OWN_SIGN.replace("pets", "plants"))
    (above / "content" / "rules.toml").unlink()

    assert load_catalog(above, on=below).rules == below.rules
