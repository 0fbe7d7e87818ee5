"""The code by e-mail: sent, typed in, lapsed, sent again."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from boards.accounts.models import User
from boards.accounts.visitors import visitor_of
from boards.codes.limits import WINDOW_MINUTES, TooMany
from boards.codes.models import Code as SentCode
from boards.codes.services import CodeCheck
from boards.publishing import reading
from boards.publishing.forms.address import CodeForm
from boards.publishing.models import Draft
from boards.publishing.services.codes import latest_code, send_code
from boards.publishing.services.handing_in import confirm_draft
from boards.publishing.views.draft import OwnDraft, page_url, urls_of


class Code(OwnDraft):
    """Where the six digits are typed."""

    def get(self, request: HttpRequest) -> HttpResponse:
        sent = latest_code(draft=self.draft)
        if sent is None:
            return redirect(page_url("review", self.draft))
        return self._page(CodeForm(), sent)

    def post(self, request: HttpRequest) -> HttpResponse:
        sent = latest_code(draft=self.draft)
        form = CodeForm(request.POST)
        if sent is None or not form.is_valid():
            return self._page(form, sent) if sent else redirect(page_url("review", self.draft))
        read = reading.read_draft(self.draft, by=request.user)
        if isinstance(read, str):
            return redirect(page_url("review", self.draft))
        try:
            result, person = confirm_draft(
                draft=self.draft,
                digits=form.cleaned_data["code"],
                identity=read.identity,
                values=read.values_for(sent.address),
            )
        except ValidationError as error:
            return _back_with(request, self.draft, error)
        if result is CodeCheck.RIGHT and person is None:
            return redirect(page_url("done", self.draft))
        if result is CodeCheck.RIGHT and person is not None:
            return _signed_in(request, person, email=sent.address, to=page_url("done", self.draft))
        if result is CodeCheck.WRONG:
            form.add_error("code", _("Ce n’est pas le bon code. Recopiez celui du dernier message reçu."))
        return self._page(form, latest_code(draft=self.draft) or sent)

    def _page(self, form: CodeForm, sent: SentCode) -> HttpResponse:
        context = {"form": form, "email": sent.address, "lapsed": not sent.is_open}
        return self.page("code", context, step="review")


class Resend(OwnDraft):
    """Another code to the same address."""

    def post(self, request: HttpRequest) -> HttpResponse:
        sent = latest_code(draft=self.draft)
        if sent is None:
            return redirect(page_url("review", self.draft))
        return send_and_lead_on(request, self.draft, email=sent.address)


def send_and_lead_on(request: HttpRequest, draft: Draft, *, email: str) -> HttpResponse:
    """Send a code and show where to type it; say so when there were too many."""
    try:
        send_code(draft=draft, email=email, visitor=visitor_of(request))
    except TooMany:
        context = {"urls": urls_of(draft), "minutes": WINDOW_MINUTES}
        response = render(request, "publishing/too_many.html", context, status=429)
        response["Retry-After"] = str(WINDOW_MINUTES * 60)
        return response
    return redirect(page_url("code", draft))


def _signed_in(request: HttpRequest, person: User, *, email: str, to: str) -> HttpResponse:
    """Sign in as allauth's own code does, with whatever second step the account asks for; not the tenant's staff.

    Six digits are enough to publish an offer, not to open the workspace of an adviser (docs/adr/0010).
    """
    if person.is_tenant_staff:
        return redirect(to)
    record_authentication(request, person, method="code", email=email)
    answer: HttpResponse = perform_login(request, Login(user=person, redirect_url=to, email=email))
    return answer


def _back_with(request: HttpRequest, draft: Draft, error: ValidationError) -> HttpResponse:
    for message in error.messages:
        messages.error(request, message)
    return redirect(page_url("review", draft))
