"""«Cherchez-vous toujours ?»: the page behind the link of a mail or an SMS. A GET shows buttons, a POST acts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from boards.candidates.enums import FoundHow
from boards.candidates.freshness import freshness_of
from boards.candidates.links import profile_of
from boards.candidates.models import Profile
from boards.candidates.views.own import answered


@method_decorator(never_cache, name="dispatch")
class StillByLink(View):
    """Whoever has the message answers; they see nothing of the profile but how old it is."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self._page(profile_of(token))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        profile = profile_of(token)
        if profile is not None:
            answered(request, profile, by=None)
            profile = profile_of(token)
        return self._page(profile, done=profile is not None)

    def _page(self, profile: Profile | None, *, done: bool = False) -> HttpResponse:
        context = {
            "profile": profile,
            "freshness": freshness_of(profile.confirmed_at) if profile else None,
            "found_choices": FoundHow.choices,
            "done": done,
        }
        # A link that lapsed isn't a page that never was: it says what to do instead.
        return render(self.request, "candidates/still.html", context, status=200 if profile else 404)
