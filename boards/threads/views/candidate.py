"""A candidate's pages without an account: the link is the right."""

from uuid import UUID

from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from boards.threads.enums import Side
from boards.threads.links import candidate_path, thread_key
from boards.threads.models import Thread
from boards.threads.views import talking

PAGE = "threads/candidate.html"


def thread_of(token: str) -> Thread:
    """Which conversation a link opens; 404 for anything else."""
    try:
        key = thread_key(token)
    except BadSignature:
        raise Http404 from None
    return get_object_or_404(Thread.objects.select_related("employer", "adviser", "candidate_user"), pk=key)


@require_safe
@never_cache
def short(request: HttpRequest, code: str) -> HttpResponse:
    """From an SMS to the page."""
    return redirect(candidate_path(get_object_or_404(Thread, code=code)))


@method_decorator(never_cache, name="dispatch")
class Conversation(View):
    """Read, and answer."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return talking.show(request, PAGE, thread=thread_of(token), side=Side.CANDIDATE, by=None, token=token)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        thread = thread_of(token)
        return talking.take(request, PAGE, thread=thread, side=Side.CANDIDATE, by=None, token=token, back=request.path)


@method_decorator(never_cache, name="dispatch")
class Held(View):
    """A message that came from another address: was it me?"""

    def post(self, request: HttpRequest, token: str, pk: UUID) -> HttpResponse:
        talking.settle(request, thread=thread_of(token), side=Side.CANDIDATE, by=None, pk=pk)
        return redirect("threads:candidate", token=token)


@method_decorator(never_cache, name="dispatch")
class File(View):
    """A file of the conversation."""

    def get(self, request: HttpRequest, token: str, pk: UUID) -> HttpResponse:
        return talking.hand_out(thread=thread_of(token), side=Side.CANDIDATE, pk=pk)
