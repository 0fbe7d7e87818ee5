"""The form as somebody's profile fills it in: whoever has one presses once."""

from typing import Any

from boards.applications import ticks
from boards.candidates.enums import Availability
from boards.candidates.models import Profile
from boards.offers.models import Offer
from tenants.messaging.numbers import shown
from tenants.reference.text import normalise


def filled_from(profile: Profile, offer: Offer) -> dict[str, Any]:
    """Field name → value. What the profile doesn't say isn't ticked."""
    asked = [tick.key for tick in ticks.asked_by(offer)]
    return {
        "name": profile.name,
        "email": profile.email or (profile.user.email if profile.user else ""),
        "phone": shown(profile.phone) if profile.phone else "",
        "ticks": ticked_by(profile, offer, asked),
        "with_profile_cv": profile.cv is not None,
    }


def ticked_by(profile: Profile, offer: Offer, asked: list[str]) -> list[str]:
    """Those of the boxes that a profile says yes to."""
    skills = {normalise(skill) for skill in profile.skills}
    learned = {normalise(training.title) for training in profile.trainings.all()}
    done = {normalise(job.title) for job in profile.experiences.all()}
    found = []
    for key in asked:
        kind, _colon, what = key.partition(":")
        says = {
            "licence": what in profile.licences or (not what and bool(profile.licences)),
            "experience": what == "yes" and normalise(offer.title.replace("F/H", "")) in done,
            "skill": normalise(what) in skills,
            "training": normalise(what) in learned,
            "start": what == "now" and profile.availability == Availability.NOW,
            "housing": profile.needs_housing,
        }
        if says.get(kind, False):
            found.append(key)
    return found
