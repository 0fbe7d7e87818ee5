from boards.candidates.models.consent import ProfileConsent
from boards.candidates.models.found_work import FoundWork
from boards.candidates.models.handover import Handover, HandoverTry
from boards.candidates.models.look import Look
from boards.candidates.models.past import Experience, ProfileLanguage, Training
from boards.candidates.models.profile import Profile

__all__ = [
    "Experience",
    "FoundWork",
    "Handover",
    "HandoverTry",
    "Look",
    "Profile",
    "ProfileConsent",
    "ProfileLanguage",
    "Training",
]
