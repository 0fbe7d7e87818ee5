"""An employer hired somebody whom the library brought: one date, and both are asked like everybody else."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from boards.library import presenting
from boards.library.models import ContactRequest
from boards.library.views.access import MemberView
from boards.placements.forms.declaring import ContactForm, refuse
from boards.placements.services.recording import record_from_contact


class FromContact(MemberView):
    """For a contact that was accepted and whose person still shows themselves; any other has no such page."""

    def get(self, request: HttpRequest, pk: object) -> HttpResponse:
        asked = self.accepted(pk)
        return self.page(asked, ContactForm(employer=asked.employer))

    def post(self, request: HttpRequest, pk: object) -> HttpResponse:
        asked = self.accepted(pk)
        form = ContactForm(request.POST, employer=asked.employer)
        if not form.is_valid():
            return self.page(asked, form)
        told = form.cleaned_data
        try:
            record_from_contact(
                contact=asked, starts_on=told["starts_on"], headcount=told.get("headcount"), by=self.person
            )
        except ValidationError as error:
            refuse(form, error)
            return self.page(asked, form)
        messages.success(request, _("C’est noté. La personne recevra une question à laquelle elle répond en un geste."))
        return redirect("library:request", pk=asked.pk)

    def accepted(self, pk: object) -> ContactRequest:
        asked = self.request_(pk)
        if not presenting.person_of(asked, viewer=self.person).is_known:
            raise Http404
        return asked

    def page(self, asked: ContactRequest, form: ContactForm) -> HttpResponse:
        return render(self.request, "placements/from_contact.html", {"asked": asked, "form": form})
