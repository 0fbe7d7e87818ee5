"""Making employers, giving people the right to act for them, and forgetting those whom nobody acts for."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from boards.accounts.models import User
from boards.employers.enums import EmployerKind
from boards.employers.models import FORGOTTEN, Employer, EmployerMember
from tenants.audit import services as audit
from tenants.personal_data import Person


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


@transaction.atomic
def forget(*, rows: QuerySet[Employer], person: Person) -> None:
    """Somebody who acted for these is forgotten: what they wrote goes where nobody is left to answer for it."""
    others = EmployerMember.objects.exclude(user=person.user).values("employer")
    forget_idle(rows=rows.exclude(pk__in=others), person=person)


@transaction.atomic
def forget_idle(*, rows: QuerySet[Employer], person: Person) -> None:
    """Empty what employers said of themselves. A firm keeps its name, for the figures; a household's was a person's."""
    keys = list(rows.order_by().values_list("pk", flat=True))
    rows = Employer.objects.filter(pk__in=keys)
    rows.filter(kind=EmployerKind.HOUSEHOLD).update(name=FORGOTTEN)
    rows.update(about="", website="", updated_at=timezone.now())
