"""«Avez-vous de nouveau écrit ?»: what came under one's address, and two buttons. Opening it does nothing."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from boards.applications import presenting
from boards.applications.links import follow_token
from boards.applications.models import Addition
from boards.applications.services import adding
from boards.offers.enums import OfferState


@method_decorator(never_cache, name="dispatch")
class Again(View):
    """By the link in the mail or SMS: whoever has it has the address."""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        addition = self._addition(key)
        return self._follow(addition) if addition.settled_at else self._page(addition)

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        addition = self._addition(key)
        if addition.settled_at is None and not {"add", "no"} & request.POST.keys():
            # Neither button: nothing is said.
            return self._page(addition, status=422)
        try:
            if "no" in request.POST:
                adding.refuse(addition=addition, by=None)
                return render(request, "applications/not_added.html", {"token": self._token(addition)})
            adding.add(addition=addition, by=None)
        except Addition.DoesNotExist:
            # A second click: it is done.
            return self._follow(addition)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return self._page(addition, status=422)
        messages.success(request, _("C’est ajouté."))
        return self._follow(addition)

    def _follow(self, addition: Addition) -> HttpResponse:
        return redirect("applications:follow", token=self._token(addition))

    def _token(self, addition: Addition) -> str:
        return follow_token(addition.application, by_message=True)

    def _addition(self, key: str) -> Addition:
        rows = Addition.objects.current().select_related("application__offer__employer", "application__cv", "cv")
        return get_object_or_404(rows, link_key=key)

    def _page(self, addition: Addition, *, status: int = 200) -> HttpResponse:
        application = addition.application
        context = {
            "waits": presenting.waiting(addition),
            "application": application,
            "offer": application.offer,
            "offer_is_open": OfferState(application.offer.state).is_open,
        }
        return render(self.request, "applications/again.html", context, status=status)
