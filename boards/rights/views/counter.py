"""At the desk, or by letter: an adviser reads out what somebody agreed to, prints a copy, erases it all."""

from dataclasses import dataclass, replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.accounts.models import User
from boards.candidates.models import Profile
from boards.offers.views.access import StaffView
from boards.rights import pages
from boards.rights.everything import lists_of
from boards.rights.forms.proving import CounterForm, SureForm
from boards.rights.ledger import agreements_of
from boards.rights.services import erasing
from boards.rights.services.accounts import person_of
from boards.rights.services.copies import hand_over
from boards.rights.whose import rows_of
from tenants.context import current_tenant
from tenants.personal_data import Person


@dataclass(frozen=True)
class AtTheCounter:
    """A profile and what is known to be its person's: the account's too; not what only bears the same number, as that
    may be a family's. What only bears the profile's address is theirs once the adviser says so.

    address: one that may be asked about; is_shared: one that somebody else here has too, who is never asked about.
    """

    profile: Profile
    person: Person
    user: User | None
    address: str = ""
    is_shared: bool = False

    @property
    def rows(self) -> erasing.Seeds:
        return {Profile: {self.profile.pk}}

    def person_by(self, form: SureForm) -> Person:
        """With the address, where the adviser said that it is theirs."""
        return replace(self.person, emails=frozenset({self.address})) if form.has_their_address else self.person

    def leaves_address(self, person: Person) -> bool:
        """Whether something may be here under their address that is not known to be this person's."""
        return self.profile.email.lower() not in {"", *person.emails}


class CounterView(StaffView):
    """For whoever lets themselves be seen by advisers; for the others it is their own page."""

    def find(self, pk: object) -> AtTheCounter:
        profile = get_object_or_404(Profile.objects.seen_by_advisers().select_related("user"), pk=pk)
        user = profile.user
        there = AtTheCounter(profile, person_of(user) if user else Person(), user)
        if not there.leaves_address(there.person):
            return there
        address = profile.email.lower()
        if _is_somebody_elses(address, profile):
            return replace(there, is_shared=True)
        return replace(there, address=address)

    def page(
        self,
        there: AtTheCounter,
        *,
        form: CounterForm | None = None,
        copy_form: SureForm | None = None,
        status: int = 200,
    ) -> HttpResponse:
        context = {
            "profile": there.profile,
            "agreements": agreements_of(there.person, rows=there.rows),
            "preview": erasing.preview(there.person, user=there.user, rows=there.rows),
            "address": there.address,
            "is_shared": there.is_shared,
            "form": form or CounterForm(address=there.address),
            "copy_form": copy_form or _copy_form(there),
        }
        return render(self.request, "rights/counter.html", context, status=status)


class Counter(CounterView):
    """What they agreed to, a copy, the end."""

    def get(self, request: HttpRequest, pk: object) -> HttpResponse:
        return self.page(self.find(pk))


class PrintCopy(CounterView):
    """Their data as pages to hand over, made while they wait."""

    def post(self, request: HttpRequest, pk: object) -> HttpResponse:
        there, tenant = self.find(pk), current_tenant()
        form = _copy_form(there, request.POST)
        if not form.is_valid():
            return self.page(there, copy_form=form)
        person = there.person_by(form)
        lists = list(lists_of(rows_of(person, seeds=there.rows)))
        hand_over(profile=there.profile, by=self.person)
        name = f"donnees-{tenant.schema_name}-{timezone.localdate():%Y-%m-%d}.pdf"
        return HttpResponse(
            pages.pages_of(lists, tenant=tenant, left_out=_not_in_it(there, person)),
            content_type="application/pdf",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )


class EraseThem(CounterView):
    """At once, in their name."""

    def post(self, request: HttpRequest, pk: object) -> HttpResponse:
        there = self.find(pk)
        form = CounterForm(request.POST, address=there.address)
        if not form.is_valid():
            return self.page(there, form=form)
        person = there.person_by(form)
        try:
            erasing.erase(person=person, by=self.person, rows=there.rows)
        except PermissionDenied:
            return self.page(there, form=form, status=403)
        messages.success(request, _done(there, person))
        return redirect("/espace/personnes")


def _copy_form(there: AtTheCounter, data: QueryDict | None = None) -> SureForm:
    return SureForm(data, address=there.address, auto_id="copie_%s")


def _is_somebody_elses(address: str, profile: Profile) -> bool:
    """A family's, or one whose account nobody has shown to be this person's."""
    others = Profile.objects.active().filter(email__iexact=address).exclude(pk=profile.pk)
    return others.exists() or User.objects.filter(email__iexact=address).exclude(pk=profile.user_id).exists()


def _done(there: AtTheCounter, person: Person) -> str:
    """No more than is true."""
    if there.leaves_address(person):
        return _(
            "Le profil et ce qui en dépend sont effacés, pour de bon. Ce qui porte seulement son adresse (alertes,"
            " candidatures sans compte) reste : la personne l’efface à /mes-donnees avec un code."
        )
    if there.profile.phone:
        return _("C’est effacé, pour de bon. Ce qui porte seulement son numéro reste : une famille peut le partager.")
    return _("C’est effacé, pour de bon. Rien ne dit plus ici de qui il s’agissait.")


def _not_in_it(there: AtTheCounter, person: Person) -> str:
    """For the cover of the copy: what a paper about this profile doesn't hold."""
    if there.leaves_address(person):
        return _(
            "Ce qui porte seulement votre adresse ou votre numéro (alertes, candidatures sans compte) n’y est pas :"
            " vous le prenez à l’adresse ci-dessous, avec un code."
        )
    if there.profile.phone:
        return _("Ce qui porte seulement votre numéro n’y est pas : une famille peut le partager.")
    return ""
