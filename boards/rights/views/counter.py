"""At the desk, or by letter: an adviser reads out what somebody agreed to, prints a copy, erases it all."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.accounts.models import User
from boards.candidates.models import Profile
from boards.offers.views.access import StaffView
from boards.rights import pages
from boards.rights.everything import lists_of
from boards.rights.forms.proving import CounterForm
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
    may be a family's."""

    profile: Profile
    person: Person
    user: User | None

    @property
    def rows(self) -> erasing.Seeds:
        return {Profile: {self.profile.pk}}


class CounterView(StaffView):
    """For whoever lets themselves be seen by advisers; for the others it is their own page."""

    def find(self, pk: object) -> AtTheCounter:
        profile = get_object_or_404(Profile.objects.seen_by_advisers().select_related("user"), pk=pk)
        user = profile.user
        return AtTheCounter(profile, person_of(user) if user else Person(), user)

    def page(self, there: AtTheCounter, form: CounterForm, *, status: int = 200) -> HttpResponse:
        context = {
            "profile": there.profile,
            "agreements": agreements_of(there.person, rows=there.rows),
            "preview": erasing.preview(there.person, user=there.user, rows=there.rows),
            "form": form,
        }
        return render(self.request, "rights/counter.html", context, status=status)


class Counter(CounterView):
    """What they agreed to, a copy, the end."""

    def get(self, request: HttpRequest, pk: object) -> HttpResponse:
        return self.page(self.find(pk), CounterForm())


class PrintCopy(CounterView):
    """Their data as pages to hand over, made while they wait."""

    def post(self, request: HttpRequest, pk: object) -> HttpResponse:
        there, tenant = self.find(pk), current_tenant()
        lists = list(lists_of(rows_of(there.person, seeds=there.rows)))
        hand_over(profile=there.profile, by=self.person)
        name = f"donnees-{tenant.schema_name}-{timezone.localdate():%Y-%m-%d}.pdf"
        return HttpResponse(
            pages.pages_of(lists, tenant=tenant),
            content_type="application/pdf",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )


class EraseThem(CounterView):
    """At once, in their name."""

    def post(self, request: HttpRequest, pk: object) -> HttpResponse:
        there, form = self.find(pk), CounterForm(request.POST)
        if not form.is_valid():
            return self.page(there, form)
        try:
            erasing.erase(person=there.person, by=self.person, rows=there.rows)
        except PermissionDenied:
            return self.page(there, form, status=403)
        messages.success(request, _("C’est effacé, pour de bon. Rien ne dit plus ici de qui il s’agissait."))
        return redirect("/espace/personnes")
