"""A code by e-mail: to come back, and to come for the first time. What one sees is the same for every address.

allauth's own process, with two things of ours: whoever asks to join gets a code as well, and becomes a person here only
when they have typed it; and the letter goes to the address that is kept, not to one that merely looks like it.
"""

from typing import Any, Self

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.core.exceptions import RateLimited
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from boards.accounts import joining, letters, limits
from boards.accounts.enums import AttemptKind, Role
from boards.accounts.models import User
from boards.accounts.services import person_confirmed_as


class Entrance(LoginCodeVerificationProcess):  # type: ignore[misc]
    """One attempt of one browser to come in with an address."""

    @classmethod
    def begin(
        cls,
        request: HttpRequest,
        *,
        email: str,
        person: User | None,
        joins_as: Role | None = None,
        about: dict[str, Any] | None = None,
    ) -> Self:
        """Send the letter and remember that it was sent.

        person: whom the address belongs to, if anybody. joins_as: what somebody unknown becomes; None: they are told
        that nobody is known here by that address. about: what to link once the address is proved (joining.link).
        """
        login = Login(user=person, email=email)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state.update(cls.initial_state(user=person, email=email))
        stage.state |= {"initiated_by_user": True, "joins_as": joins_as.value if joins_as else "", "about": about or {}}
        entrance = cls(stage)
        entrance.send()
        entrance.persist()
        return entrance

    @classmethod
    def resume(cls, stage: LoginByCodeStage) -> Self | None:
        """What the browser began; None once it is over."""
        found: Self | None = cls(stage).abort_if_invalid()
        return found

    @property
    def joins_as(self) -> str:
        """'' for somebody who comes back."""
        return str(self.state.get("joins_as", ""))

    def send_by_email(self, email: str, skip_enumeration_mails: bool = False) -> None:
        """A letter in any case: that nothing comes would tell as much as that something comes, and take less time."""
        to = self.user.email if self.user else email
        if self.user or self.joins_as:
            template = "account/email/login_code" if self.user else "account/email/sign_up_code"
            letters.send(to=to, template=template, context={"code": self.generate_code()})
        else:
            letters.send(to=to, template="account/email/unknown_account", context={})
        self.add_sent_message({"email": email, "recipient": email})

    def resend(self) -> None:
        """Another letter, where there is room for one.

        Raises:
            RateLimited: there is none.
        """
        try:
            limits.take(AttemptKind.LETTER, about=self.state["email"], request=self.request)
        except limits.TooMany as full:
            raise RateLimited from full
        self.send()
        self.record_resend()
        self.persist()

    def finish(self, redirect_url: str | None) -> HttpResponseBase:
        """The code was right: the address is theirs."""
        if self.user is None:
            try:
                person = person_confirmed_as(email=self.state["email"], role=Role(self.joins_as))
            except ValidationError:
                self.abort()
                return redirect("account_inactive")
            self._user = self.stage.login.user = person
        if self.state.get("about"):
            joining.link(person=self.user, about=self.state["about"], by=self.user)
            letters.tell_change(person=self.user, what=_("Votre compte peut maintenant être ouvert par ProConnect."))
        answer: HttpResponseBase = super().finish(redirect_url)
        return answer
