"""A draft read back as forms, and as the offer it would become."""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.datastructures import MultiValueDict

from boards.accounts.models import User
from boards.employers.models import Employer
from boards.employers.services import EmployerIdentity
from boards.offers.enums import ApplyBy
from boards.offers.forms.place import place_values
from boards.offers.models import Offer
from boards.offers.values import OfferValues
from boards.publishing.forms.conditions import DraftConditionsForm
from boards.publishing.forms.job import ANOTHER, JobForm
from boards.publishing.models import Draft

JOB, CONDITIONS = "poste", "conditions"


def job_form(draft: Draft, *, by: User | AnonymousUser) -> JobForm:
    """The first page as it was typed; before somebody signed in there was no choice of employers, only a name."""
    return JobForm(MultiValueDict({"employer": [ANOTHER], **draft.typed.get(JOB, {})}), by=person(by))


def conditions_form(draft: Draft, *, job: JobForm, data: Any = None, by: User | AnonymousUser) -> DraftConditionsForm:
    """The second page: as sent now, as typed before, or filled in from the occupation. `job` is valid."""
    typed = draft.typed.get(CONDITIONS)
    if data is None and typed is not None:
        data = MultiValueDict(typed)
    form = DraftConditionsForm(
        data,
        title=job.cleaned_data["title"],
        chosen=job.cleaned_data["occupation"],
        department=job.place.department if job.place else "",
    )
    known = person(by)
    # An adviser's own address is no place to apply at.
    form.address_follows = known is None or not known.is_tenant_staff
    return form


@dataclass(frozen=True)
class ReadDraft:
    """A draft whose two pages are right."""

    identity: EmployerIdentity
    values: OfferValues

    def values_for(self, email: str) -> OfferValues:
        """The values with the confirmed address where candidates are to write and none was given."""
        if self.values.apply_by == ApplyBy.EMAIL and not self.values.apply_value:
            return replace(self.values, apply_value=email)
        return self.values

    def preview(self, *, email: str = "") -> Offer:
        """The offer as it would be, not saved."""
        employer = Employer(name=self.identity.name, kind=self.identity.kind, siret=self.identity.siret)
        return Offer(employer=employer, **self.values_for(email).fields())


def read_draft(draft: Draft, *, by: User | AnonymousUser) -> ReadDraft | str:
    """The draft as values, or the name of the first page that has something to correct."""
    job = job_form(draft, by=by)
    if not job.is_valid():
        return JOB
    if CONDITIONS not in draft.typed:
        return CONDITIONS
    conditions = conditions_form(draft, job=job, by=by)
    if not conditions.is_valid():
        return CONDITIONS
    assert job.place is not None
    values = OfferValues(title=job.cleaned_data["title"], **conditions.offer_values(), **place_values(job.place))
    return ReadDraft(identity=job.identity(), values=values)


def person(user: User | AnonymousUser) -> User | None:
    """Who is signed in, if anybody is."""
    return user if isinstance(user, User) else None
