"""What advert law says of an offer, less what an adviser has let through."""

from boards.offers.advert_law.findings import Finding
from boards.offers.advert_law.lint import blocking, lint
from boards.offers.models import Offer


def findings_of(offer: Offer) -> list[Finding]:
    """All that is found in the title and the text, let through or not."""
    return lint(offer.title, offer.description, nature=offer.contract_nature)


def open_findings(offer: Offer) -> list[Finding]:
    """What no adviser has let through."""
    return [finding for finding in findings_of(offer) if finding.rule not in offer.law_overrides]


def barring(offer: Offer) -> list[Finding]:
    """What keeps an offer from going online."""
    return blocking(open_findings(offer))
