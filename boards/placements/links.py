"""Links by which the two sides confirm: they open a page with buttons, and only a button answers."""

from django.urls import reverse

from boards.employers.models import Employer
from boards.placements.models import Placement
from tenants import signing
from tenants.context import current_tenant

#: For an employer: all its open questions on one page. Good as long as the last of them may be asked.
EMPLOYER_SALT = "placements.employer"
EMPLOYER_LINK_SECONDS = 60 * 24 * 3600


def person_url(placement: Placement) -> str:
    """Short: it goes by SMS. Its key is a secret of this tenant's own table."""
    return f"{current_tenant().base_url}{reverse('placements:mine', args=[placement.link_key])}"


def employer_url(employer: Employer) -> str:
    token = signing.dumps(str(employer.pk), salt=EMPLOYER_SALT)
    return f"{current_tenant().base_url}{reverse('placements:theirs', args=[token])}"
