"""What somebody says of a hire."""

from dataclasses import dataclass
from datetime import date

from boards.applications.models import Application
from boards.candidates.models import FoundWork, Profile
from boards.employers.models import Employer
from boards.offers.models import Offer
from boards.placements.enums import Way


@dataclass(frozen=True, kw_only=True)
class Hire:
    """One person, one employer, one first day. name, email, phone: how the person is asked; may all be empty."""

    way: Way
    starts_on: date
    offer: Offer | None = None
    employer: Employer | None = None
    employer_name: str = ""
    application: Application | None = None
    profile: Profile | None = None
    found_work: FoundWork | None = None
    name: str = ""
    email: str = ""
    phone: str = ""
