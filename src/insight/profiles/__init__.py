"""Profiles: how much of each sign, cause, domain and style somebody reports."""

from insight.profiles.degrees import PROFILE_KINDS, Degree
from insight.profiles.profile import Profile

__all__ = ["PROFILE_KINDS", "Degree", "Profile"]
