"""Coming in and going out: allauth's views on our pages."""

from typing import Any

from allauth.account import views
from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.stagekit import clear_login, get_pending_stage
from allauth.account.stages import LoginByCodeStage
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.generic import TemplateView

from boards.accounts import second_factor
from boards.accounts.entrance import Entrance
from boards.accounts.enums import Role
from boards.accounts.forms import AskForCodeForm
from boards.accounts.models import User
from boards.accounts.proconnect import client as proconnect
from tenants.context import current_tenant


class OurSite:
    """allauth calls `site` the host of the request; on our pages that word is the territory's look and menu."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        context.pop("site", None)
        return context


class SignIn(OurSite, views.LoginView):  # type: ignore[misc]
    """By a code, by ProConnect where the tenant has it, or by a password for those who have one."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if isinstance(request.user, User) and second_factor.is_due(request, request.user):
            wanted = request.GET.get(REDIRECT_FIELD_NAME, "")
            carried = f"?{urlencode({REDIRECT_FIELD_NAME: wanted})}" if wanted else ""
            return redirect(reverse("mfa_activate_totp") + carried)
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(proconnect=proconnect.is_open(current_tenant()), **kwargs)


class AskForCode(OurSite, views.RequestLoginCodeView):  # type: ignore[misc]
    """Have a code sent."""

    form_class = AskForCodeForm
    joins_as: Role | None = None

    def form_valid(self, form: AskForCodeForm) -> HttpResponse:
        email = form.cleaned_data["email"]
        Entrance.begin(self.request, email=email, person=form._user, joins_as=self.joins_as)
        return redirect(self.get_success_url())


class SignUp(AskForCode):
    """«Créer mon espace»: the same, and who is unknown becomes a candidate once they have typed the code."""

    template_name = "account/signup.html"
    joins_as = Role.CANDIDATE

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        stage = get_pending_stage(request)
        if request.method == "GET" and stage is not None and not stage.state.get("joins_as"):
            # Somebody whom the letter told that they aren't known comes from an unfinished sign-in.
            clear_login(request)
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer


@method_decorator(
    login_stage_required(stage=LoginByCodeStage.key, redirect_urlname="account_request_login_code"), name="dispatch"
)
class ConfirmCode(OurSite, views.ConfirmLoginCodeView):  # type: ignore[misc]
    """Type the code."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.stage = request._login_stage  # type: ignore[attr-defined]
        self._process = Entrance.resume(self.stage)
        if self._process is None:
            return redirect("account_request_login_code")
        # Past allauth's own, which would resume its own process.
        answer: HttpResponseBase = super(views.ConfirmLoginCodeView, self).dispatch(request, *args, **kwargs)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        assert self._process is not None
        is_new = bool(self._process.joins_as)
        back = reverse("account_signup" if is_new else "account_login")
        return super().get_context_data(back_url=back, is_new=is_new, **kwargs)


class SignOut(OurSite, views.LogoutView):  # type: ignore[misc]
    """By POST only; whoever came by ProConnect is signed out there too."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        leaving = proconnect.leaving_url(request)
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return proconnect.see_out(request, leaving) if leaving else answer


class Closed(OurSite, TemplateView):
    """The account was closed by the tenant's staff."""

    template_name = "account/account_inactive.html"
