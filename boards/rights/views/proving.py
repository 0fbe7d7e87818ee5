"""The way in: by an account, or by a code to an address."""

from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from boards.accounts.visitors import visitor_of
from boards.codes.limits import TooMany
from boards.codes.models import Code as SentCode
from boards.codes.services import CodeCheck, check_code
from boards.publishing.forms.address import CodeForm
from boards.rights import access
from boards.rights.forms.proving import AddressForm
from boards.rights.services import proving
from tenants.context import current_tenant
from tenants.enums import Channel
from tenants.messaging.numbers import shown


@method_decorator(never_cache, name="dispatch")
class Start(View):
    """«Mes données»: whoever is signed in is there already."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            return redirect("rights:home", access=access.ACCOUNT)
        return self._page(AddressForm(tenant=current_tenant()))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = AddressForm(request.POST, tenant=current_tenant())
        if not form.is_valid():
            return self._page(form)
        contact, key = form.cleaned_data["ou"], uuid4()
        try:
            proving.send(key=key, channel=contact.channel, address=contact.address, visitor=visitor_of(request))
        except TooMany as full:
            return too_many(request, full, by_sms=contact.channel == Channel.SMS)
        return redirect("rights:code", token=access.typing_token(key))

    def _page(self, form: AddressForm) -> HttpResponse:
        return render(self.request, "rights/start.html", {"form": form})


@method_decorator(never_cache, name="dispatch")
class Code(View):
    """Where the six digits are typed. The address of this page opens nothing by itself."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self._page(CodeForm(), access.typed_for(token), token)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        sent = access.typed_for(token)
        form = CodeForm(request.POST)
        if not form.is_valid():
            return self._page(form, sent, token)
        result, code = check_code(subject=sent.subject, digits=form.cleaned_data["code"])
        if result is CodeCheck.RIGHT and code is not None:
            return redirect("rights:home", access=access.opened_by(code))
        if result is CodeCheck.WRONG:
            form.add_error("code", _("Ce n’est pas le bon code. Recopiez celui du dernier message reçu."))
        return self._page(form, access.typed_for(token), token)

    def _page(self, form: CodeForm, sent: SentCode, token: str) -> HttpResponse:
        by_sms = sent.channel == Channel.SMS
        context = {
            "form": form,
            "token": token,
            "by_sms": by_sms,
            "address": shown(sent.address) if by_sms else sent.address,
            "lapsed": not sent.is_open,
        }
        return render(self.request, "rights/code.html", context)


@method_decorator(never_cache, name="dispatch")
class Resend(View):
    """Another code to the same address."""

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        sent = access.typed_for(token)
        channel = Channel(sent.channel)
        key = UUID(sent.subject.partition(":")[2])
        try:
            proving.send(key=key, channel=channel, address=sent.address, visitor=visitor_of(request))
        except TooMany as full:
            return too_many(request, full, by_sms=channel == Channel.SMS)
        return redirect("rights:code", token=access.typing_token(key))


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    """Nothing is left."""
    return render(request, "rights/erased.html")


def too_many(request: HttpRequest, full: TooMany, *, by_sms: bool) -> HttpResponse:
    """429: enough codes for this address, or from this visitor."""
    context = {"minutes": full.minutes, "today": full.minutes > 120, "by_sms": by_sms}
    response = render(request, "rights/too_many.html", context, status=429)
    response["Retry-After"] = str(full.minutes * 60)
    return response
