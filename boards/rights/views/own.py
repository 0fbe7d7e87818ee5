"""What somebody does with their own data: read what they agreed to, take a copy, have everything erased."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.mixins import AccessMixin
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from boards.rights.access import Asker, asker_of
from boards.rights.forms.proving import EraseForm
from boards.rights.ledger import agreements_of
from boards.rights.models import Copy
from boards.rights.models.copy import KEPT_FOR
from boards.rights.services import copies, erasing
from boards.rights.storage import copies as copy_files
from tenants.context import current_tenant


@method_decorator(never_cache, name="dispatch")
class OwnView(AccessMixin, View):
    """For whoever has shown who they are; others are sent to sign in, or don't find the page."""

    asker: Asker

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not hasattr(self, str(request.method).lower()):
            return self.http_method_not_allowed(request)
        asker = asker_of(request, kwargs["access"])
        if asker is None:
            return self.handle_no_permission()
        self.asker = asker
        return super().dispatch(request, *args, **kwargs)

    def page(self, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
        return render(self.request, template, {"asker": self.asker, **context}, status=status)


class Home(OwnView):
    """What they agreed to, and the two things they may do."""

    def get(self, request: HttpRequest, access: str) -> HttpResponse:
        copy = Copy.objects.of(self.asker.person).first()
        context = {
            "agreements": agreements_of(self.asker.person),
            "copy": copy,
            "copy_ends_on": timezone.localdate(copy.ready_at + KEPT_FOR) if copy and copy.ready_at else None,
            "may_erase": self.asker.user is None or erasing.may_erase_themselves(self.asker.user),
        }
        return self.page("rights/home.html", context)


class AskForCopy(OwnView):
    """Have a copy made."""

    def post(self, request: HttpRequest, access: str) -> HttpResponse:
        copies.ask(person=self.asker.person)
        messages.success(request, _("Votre copie se prépare. Elle sera sur cette page dans quelques minutes."))
        return redirect("rights:home", access=access)


class TakeCopy(OwnView):
    """The file, for the person it is about and for nobody else."""

    def get(self, request: HttpRequest, access: str, pk: UUID) -> HttpResponseBase:
        copy = get_object_or_404(Copy.objects.of(self.asker.person).ready(), pk=pk)
        name = f"mes-donnees-{current_tenant().schema_name}-{timezone.localdate(copy.ready_at):%Y-%m-%d}.zip"
        response = FileResponse(
            copy_files.open(copy.path), as_attachment=True, filename=name, content_type="application/zip"
        )
        response["Cache-Control"] = "no-store"
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response


class Erase(OwnView):
    """What will go, what stays and why; a word to type; then at once."""

    def get(self, request: HttpRequest, access: str) -> HttpResponse:
        return self._page(EraseForm())

    def post(self, request: HttpRequest, access: str) -> HttpResponse:
        form = EraseForm(request.POST)
        if not form.is_valid():
            return self._page(form)
        try:
            erasing.erase(person=self.asker.person, by=None)
        except PermissionDenied:
            return self._page(form, status=403)
        if not self.asker.by_code:
            logout(request)
        return redirect("rights:erased")

    def _page(self, form: EraseForm, *, status: int = 200) -> HttpResponse:
        preview = erasing.preview(self.asker.person, user=self.asker.user)
        return self.page("rights/erase.html", {"form": form, "preview": preview}, status=status)
