"""A point between attachment patterns: where answers lie on two axes, and how near that is to each corner."""

from insight.attachment.plane import AXES, CORNERS, FEARFUL, STYLES, ExactPoint, degree
from insight.attachment.points import AttachmentPoint, least_degrees, style_degrees
from insight.attachment.wording import AXIS_NAMES, NAMES

__all__ = [
    "AXES",
    "AXIS_NAMES",
    "CORNERS",
    "FEARFUL",
    "NAMES",
    "STYLES",
    "AttachmentPoint",
    "ExactPoint",
    "degree",
    "least_degrees",
    "style_degrees",
]
