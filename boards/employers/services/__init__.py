"""Making employers and giving people the right to act for them."""

from dataclasses import dataclass

from django.db import transaction

from boards.accounts.models import User
from boards.employers.enums import EmployerKind
from boards.employers.models import Employer, EmployerMember
from tenants.audit import services as audit


@dataclass(frozen=True)
class EmployerIdentity:
    """What an employer says of itself when it publishes. siret: '' or 14 digits, already checked."""

    name: str
    kind: EmployerKind = EmployerKind.FIRM
    siret: str = ""
    commune_insee: str = ""


@transaction.atomic
def employer_for(*, identity: EmployerIdentity, by: User) -> Employer:
    """The employer that a person publishes for: one of theirs with the same SIRET or name, or a new one.

    Never somebody else's: typing a neighbour's SIRET must not open the neighbour's offers. The tenant's staff, who
    publish for those who telephone, may choose among all, and become member of none.
    """
    mine = Employer.objects.all() if by.is_tenant_staff else Employer.objects.of(by)
    mine = mine.select_for_update(of=("self",))
    known = mine.filter(siret=identity.siret).first() if identity.siret else None
    known = known or mine.filter(name__iexact=identity.name, siret__in=["", identity.siret]).first()
    if known is None:
        known = Employer(name=identity.name, kind=identity.kind, siret=identity.siret)
        known.commune_insee = identity.commune_insee
        known.full_clean()
        known.save()
        if not by.is_tenant_staff:
            EmployerMember.objects.create(employer=known, user=by)
        audit.record("employer.created", target=known, by=by)
    elif identity.siret and not known.siret and known.kind != EmployerKind.HOUSEHOLD:
        known.siret = identity.siret
        known.save(update_fields=["siret", "updated_at"])
    return known
