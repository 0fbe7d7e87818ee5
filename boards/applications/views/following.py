"""A person's own application: the link is the right."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from boards.accounts.models import User
from boards.applications import presenting
from boards.applications.enums import AgreedHow, ApplicationState
from boards.applications.forms.following import AddForm, WriteForm
from boards.applications.links import follow_token, read_follow
from boards.applications.models import Addition, Application
from boards.applications.services import conversing, following, keeping, moving
from boards.offers.enums import OfferState
from boards.threads.enums import Side
from boards.threads.links import candidate_token
from boards.threads.services import new_nonce
from boards.threads.veiling import words_for
from boards.threads.views.talking import context_of
from tenants.files.refusals import FileRefused
from tenants.files.serving import response_for


def application_of(token: str) -> Application:
    """Whose link it is; 404 for a link that is none, one that ended, and one whose person was erased."""
    try:
        link = read_follow(token)
    except BadSignature:
        raise Http404 from None
    rows = Application.objects.of_people().select_related("offer__employer", "profile__cv", "cv", "thread", "user")
    application = get_object_or_404(rows, pk=link.application, link_key=link.key)
    if link.by_message and application.proved_at is None:
        following.prove(application=application)
        application.refresh_from_db(fields=["proved_at"])
    return application


def has_address(token: str, application: Application) -> bool:
    """Whether whoever holds the link got it by a message of ours: others may have typed somebody else's address."""
    return read_follow(token).by_message and application.proved_at is not None


@method_decorator(never_cache, name="dispatch")
class Own(View):
    """One's own, by the link; what one does is done in the name of the account, where there is one."""

    def own(self, token: str) -> Application:
        return application_of(token)

    def by(self, application: Application) -> User | None:
        user = self.request.user
        return user if isinstance(user, User) and application.user_id == user.pk else None

    def page(
        self, token: str, application: Application, *, add: AddForm | None = None, write: WriteForm | None = None
    ) -> HttpResponse:
        state = ApplicationState(application.state)
        thread = application.thread
        context = {
            "application": application,
            "offer": application.offer,
            "offer_is_open": OfferState(application.offer.state).is_open,
            "token": token,
            "state": state,
            "state_words": presenting.state_for_person(application),
            "mine": presenting.whole_for_person(application),
            "may_contest": application.was_only_said and state in (ApplicationState.CONTACTED, ApplicationState.MET),
            "may_withdraw": state not in (ApplicationState.WITHDRAWN, ApplicationState.REFUSED),
            "additions": list(Addition.objects.waiting().filter(application=application))
            if has_address(token, application)
            else [],
            "add": add or AddForm(has_phone=bool(application.phone)),
            "veil_words": "" if application.may_be_known else words_for(Side.CANDIDATE),
            "write": write or WriteForm(initial={"nonce": new_nonce()}),
            "talk": context_of(thread=thread, side=Side.CANDIDATE, by=None, token=candidate_token(thread))
            if thread is not None
            else None,
        }
        wrong = (add is not None and add.errors) or (write is not None and write.errors)
        return render(self.request, "applications/follow.html", context, status=422 if wrong else 200)


class Follow(Own):
    """Where it stands, and everything one may do about it."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self.page(token, self.own(token))


class Short(View):
    """The link in an SMS: an address that a phone has room for."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        application = get_object_or_404(Application.objects.of_people(), link_key=code)
        return redirect("applications:follow", token=follow_token(application, by_message=True))


class Add(Own):
    """A CV, some words, a number."""

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        application = self.own(token)
        form = AddForm(request.POST, request.FILES, has_phone=bool(application.phone))
        if form.is_valid():
            cleaned = form.cleaned_data
            try:
                following.add(
                    application=application,
                    by=self.by(application),
                    cv=cleaned["cv"] or None,
                    words=cleaned["words"],
                    phone=cleaned.get("phone", ""),
                )
            except ValidationError as error:
                form.add_error("cv" if isinstance(error, FileRefused) else None, error.messages)
            else:
                messages.success(request, _("C’est ajouté."))
                return redirect("applications:follow", token=token)
        return self.page(token, application, add=form)


class Write(Own):
    """The first words of a conversation; the next ones go through the conversation's own form."""

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        application = self.own(token)
        form = WriteForm(request.POST)
        if form.is_valid():
            try:
                conversing.say(
                    application=application,
                    side=Side.CANDIDATE,
                    text=form.cleaned_data["text"],
                    by=self.by(application),
                    nonce=form.cleaned_data["nonce"],
                )
            except ValidationError as error:
                form.add_error("text", error.messages)
            else:
                messages.success(request, _("Message envoyé."))
                return redirect("applications:follow", token=token)
        return self.page(token, application, write=form)


class Withdraw(Own):
    """«Je retire ma candidature»."""

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        application = self.own(token)
        try:
            moving.withdraw(application=application, by=self.by(application))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("Votre candidature est retirée."))
        return redirect("applications:follow", token=token)


class Agree(Own):
    """The employer may know who this is: a page with a button, and only the button acts."""

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        application = self.own(token)
        following.agree(application=application, how=AgreedHow.LINK, by=self.by(application))
        messages.success(request, _("Merci. L’employeur peut maintenant vous appeler."))
        return redirect("applications:follow", token=token)


class Contest(Own):
    """«Personne ne m’a contacté»."""

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        application = self.own(token)
        if following.contest(application=application, by=self.by(application)):
            messages.success(request, _("C’est noté. L’employeur le verra, et nous le lui rappellerons."))
        return redirect("applications:follow", token=token)


class Cv(Own):
    """One's own CV back."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        file = presenting.cv_of(self.own(token))
        if file is None:
            raise Http404
        return response_for(file)


class Export(Own):
    """Everything that is kept of it."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        application = self.own(token)
        options = {"indent": 2, "ensure_ascii": False}
        everything = keeping.everything_of(application, has_address=has_address(token, application))
        response = JsonResponse(everything, json_dumps_params=options)
        response["Content-Disposition"] = 'attachment; filename="ma-candidature.json"'
        return response


class Erase(Own):
    """What erasing takes with it, then the button."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        application = self.own(token)
        return render(request, "applications/erase.html", {"token": token, "offer": application.offer})

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        application = self.own(token)
        keeping.erase(application=application)
        return render(request, "applications/erased.html", {"offer": application.offer})
