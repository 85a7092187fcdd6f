"""The closed vocabularies of the content: kinds, roles, relations, and the rest."""

from enum import StrEnum


class Kind(StrEnum):
    """What a reference points at, as written before its colon."""

    DOMAIN = "domain"
    SIGN = "sign"
    CAUSE = "cause"
    ATTACHMENT_STYLE = "attachment-style"
    STRATEGY = "strategy"
    CONDITION = "condition"
    NOTE = "note"
    FLAG = "flag"
    RESOURCE = "resource"
    SOURCE = "source"
    QUESTIONNAIRE = "questionnaire"


class Evidence(StrEnum):
    """What stands behind a source, the strongest kind first."""

    TRIAL = "trial"
    LONGITUDINAL = "longitudinal"
    CROSS_SECTIONAL = "cross-sectional"
    REVIEW = "review"
    CASE_REPORT = "case-report"
    EXPERT_TEXT = "expert-text"
    LAY_PAGE = "lay-page"
    EDITORIAL = "editorial"


class CauseRole(StrEnum):
    """How a cause may lie behind insecurity."""

    ROOT = "root"
    CAUSE = "cause"
    RISK = "risk"
    CORRELATE = "correlate"


class NoteRole(StrEnum):
    """What kind of statement a note is."""

    DEFINITION = "definition"
    CAVEAT = "caveat"
    BELIEF = "belief"
    MISCONCEPTION = "misconception"
    MESSAGE = "message"
    FACT = "fact"


class Form(StrEnum):
    """How a strategy is done: by oneself, in therapy, or by a partner."""

    PRACTICE = "practice"
    THERAPY = "therapy"
    PARTNER_SUPPORT = "partner-support"


class Tag(StrEnum):
    """What a strategy works with; rules act on it."""

    INNER_WORK = "inner-work"
    ACCEPTANCE = "acceptance"
    BODY = "body"
    PARTNER = "partner"
    PRACTICAL_HELP = "practical-help"
    WITH_A_PROFESSIONAL = "with-a-professional"


class ResourceKind(StrEnum):
    """What kind of help a resource is."""

    EMERGENCY = "emergency"
    DIRECTORY = "directory"
    HELPLINE = "helpline"
    TEXT_LINE = "text-line"
    SERVICE = "service"
    PROFESSIONAL = "professional"


class Audience(StrEnum):
    """Whom a resource is for."""

    ANYONE = "anyone"
    EATING = "eating"
    ABUSE = "abuse"
    TRAUMA = "trauma"
    BASIC_NEEDS = "basic-needs"
    YOUNG_PEOPLE = "young-people"


class ChannelKind(StrEnum):
    """A way to reach a resource."""

    WEB = "web"
    PHONE = "phone"
    TEXT = "text"


class Relation(StrEnum):
    """What a link says of its subject; MEANINGS tells how to read it and which kinds it can join."""

    APPEARS_IN = "appears-in"
    EASES = "eases"
    ILLUSTRATES = "illustrates"
    MAY_LEAD_TO = "may-lead-to"
    GOES_ALONG_WITH = "goes-along-with"
    BELONGS_TO = "belongs-to"
    CONTRADICTED_BY = "contradicted-by"
    NEEDS_FIRST = "needs-first"
    ABOUT = "about"


class Closeness(StrEnum):
    """How closely a source ties the two ends of a link."""

    NAMED = "named"
    CLASS = "class"
    RELATED = "related"


class Basis(StrEnum):
    """On whose word a link or a rule stands."""

    SOURCE = "source"
    INFERRED = "inferred"
    LITERATURE = "literature"
    EDITORIAL = "editorial"


class Effect(StrEnum):
    """What a rule does."""

    ESCALATE = "escalate"
    WITHHOLD = "withhold"
    FIRST = "first"
