"""The screenful of the design, as a user would write it; also run against the built wheel.

What is not here comes with later versions: tables.
"""

from importlib.util import find_spec

import attrs

import insight

# browse
catalog = insight.load_catalog()
sign = catalog.signs["perfectionism"]
assert catalog["sign:perfectionism"] is sign
assert [s.name for s in catalog.strategies]
for held in (
    catalog.domains,
    catalog.signs,
    catalog.causes,
    catalog.attachment_styles,
    catalog.strategies,
    catalog.conditions,
    catalog.notes,
    catalog.flags,
    catalog.resources,
    catalog.sources,
    catalog.questionnaires,
):
    assert len(held) == len(list(held))
assert all(isinstance(strategy, insight.Strategy) for strategy in catalog.related(sign, insight.Strategy))
assert catalog.related(sign, insight.Strategy)
assert all(sign.reference in (link.subject, link.object) and link.citations for link in catalog.links(sign))
assert set(catalog.links(sign)) < set(catalog.links())
assert "strategy:set-limits" in {entry.reference for entry in catalog.search("say no")[:5]}
assert [resource.id for resource in catalog.help("GB")][:3] == ["uk-samaritans", "emergency", "find-a-helpline"]
assert {"emergency", "find-a-helpline"} <= {resource.id for resource in catalog.help("XX")}
try:
    catalog.signs["perfectionsim"]
except insight.UnknownIdError as error:
    assert str(error) == "no sign has the id 'perfectionsim'; did you mean 'perfectionism'?"
    assert error.problems[0].remedy == "did you mean 'perfectionism'?"

# administer and score
questionnaire = catalog.questionnaires["life-areas"]
form = questionnaire.form()
assert set(form) == {"id", "version", "title", "instructions", "language", "intended_use", "items"}
assert not {"keys", "scales", "bands", "about"} & {name for item in form["items"] for name in item}
result = insight.score(
    questionnaire,
    {"worry-about-job": 3, "feel-safe-at-work": 1, "hold-back-at-work": 3, "feel-overlooked-at-work": None},
)
score = result["career"]
assert [each.scale.id for each in result] == [scale.id for scale in questionnaire.scales]
assert score.value == 3.0
assert (score.low, score.high) == (2.25, 3.25)
assert (score.answered, score.required, score.of) == (3, 3, 4)
assert score.status == "prorated"
assert score.band is not None
assert score.band.label == "higher"
assert [band.label for band in score.possible_bands] == ["middle", "higher"]
assert score.band_settled is False
assert score.position == 0.75
assert float(score.exact.low) == score.low
print(score.explain())
assert "counts 3 in reverse" in score.explain(full=True)
possible = result.what_if("feel-overlooked-at-work")
assert {option: after.value for option, after in possible["career"].items()} == {
    0: 2.25,
    1: 2.5,
    2: 2.75,
    3: 3.0,
    4: 3.25,
}
assert "feel-overlooked-at-work" in {item.id for item in result.most_informative()}
assert result.care
pin = result.pin
assert (pin.questionnaire, pin.version) == (questionnaire.id, questionnaire.version)
assert all((pin.scoring_digest, pin.content_digest, pin.library_version))

# keep and check later
text = insight.to_json(result)
assert "answers" not in insight.to_dict(result, answers=False)
assert insight.verify(text, questionnaire) == ()
assert insight.from_json(insight.Result, text, questionnaire=questionnaire) == result

# what fits, and why
profile = insight.Profile.of(result, {"sign:perfectionism": 1})
assert profile | profile == profile
guidance = insight.match(profile, catalog)
for match in guidance.matches:
    assert 0 < match.relevance <= 1
    assert match.fit in {"strong", "some", "slight"}
    assert isinstance(match.strategy, insight.Strategy)
    for reason in match.reasons:
        assert reason.reference in profile
        assert reason.degree == profile[reason.reference]
        assert all((reason.strength, reason.group, reason.link, reason.basis, reason.citations))
assert guidance.matches
assert guidance.general
assert guidance.care
cautious = insight.match(profile | insight.Profile.of({"flag:possible-eating-disorder": 1}), catalog)
assert all(held.strategy.id and held.reason for held in cautious.withheld)
assert {held.strategy.id for held in cautious.withheld} >= {"balanced-eating-and-movement"}
assert all(waiting.flag.question and waiting.strategies for waiting in guidance.ask_first)
assert guidance.ask_first
assert all(escalation.sentence and escalation.resources for escalation in cautious.escalations)
assert cautious.escalations
print(guidance.explain())
assert len(guidance.plan(3)) == 3

# a questionnaire of one's own, in ten lines
mine = insight.Questionnaire.build(
    "job-check-in",
    title="Job check-in",
    version="1.0.0",
    responses=insight.options("never", "rarely", "sometimes", "often", "always"),
    items={
        "worry": "I worry about losing my job.",
        "safe": "I feel safe in my position.",
        "ask": "I hold back from asking for a raise.",
    },
    scales={"job-insecurity": "worry -safe ask"},
    method="mean",
    min_answered=2,
)
if find_spec("tomlkit"):  # an extra
    assert insight.parse_questionnaire(insight.to_toml(mine)) == mine
findings = insight.lint(mine, catalog=catalog)
assert {finding.id for finding in findings} >= {"no-licence", "no-examples"}
for finding in findings:
    assert all((finding.id, finding.severity, finding.place, finding.message, finding.remedy))
    assert finding.line is None
old = attrs.evolve(mine, version="0.9.0")
assert insight.compare(old, mine).verdict == "comparable"
assert insight.score(mine, {"worry": 3, "safe": 1})["job-insecurity"].value == 3.0

# show anything
for value in (result, mine, sign, catalog, guidance):
    page = insight.describe(value)
    assert all((page.text(), page.markdown(), page.html(), page.csv()))
    assert page._repr_html_()  # as a notebook calls it
