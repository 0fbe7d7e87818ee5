"""What advert law says of an offer, less what an adviser has let through."""

from dataclasses import dataclass

from boards.offers.advert_law.findings import Finding, Rule, Severity
from boards.offers.advert_law.lint import blocking, lint
from boards.offers.models import Offer


@dataclass(frozen=True)
class Remark:
    """All findings of one rule and gravity: the reason is read once. `let_through`: an adviser admitted the rule."""

    rule: Rule
    severity: Severity
    excerpts: tuple[str, ...]
    reason: str
    suggestion: str
    let_through: bool

    @property
    def is_blocking(self) -> bool:
        return self.severity == Severity.BLOCKING


def remarks_on(offer: Offer) -> list[Remark]:
    """What is found, by rule, in reading order."""
    alike: dict[tuple[Rule, Severity], list[Finding]] = {}
    for finding in findings_of(offer):
        alike.setdefault((finding.rule, finding.severity), []).append(finding)
    return [
        Remark(
            rule=rule,
            severity=severity,
            excerpts=tuple(dict.fromkeys(finding.excerpt.strip() for finding in found)),
            reason=found[0].reason,
            suggestion=found[0].suggestion,
            let_through=rule in offer.law_overrides,
        )
        for (rule, severity), found in alike.items()
    ]


def findings_of(offer: Offer) -> list[Finding]:
    """All that is found in the title and the text, let through or not."""
    return lint(offer.title, offer.description, nature=offer.contract_nature)


def open_findings(offer: Offer) -> list[Finding]:
    """What no adviser has let through."""
    return [finding for finding in findings_of(offer) if finding.rule not in offer.law_overrides]


def barring(offer: Offer) -> list[Finding]:
    """What keeps an offer from going online."""
    return blocking(open_findings(offer))
