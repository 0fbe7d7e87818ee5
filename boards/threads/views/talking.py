"""What both kinds of pages do with a thread: show it, take a message, hand out a file, settle one that waits."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from boards.accounts.models import User
from boards.threads import holding, services
from boards.threads.enums import Hold, Side
from boards.threads.forms import MessageForm
from boards.threads.models import Attachment, Message, Thread
from boards.threads.reading import read_thread
from boards.threads.seeing import mark_seen
from boards.threads.veiling import is_veiled, veil_of
from tenants.files.refusals import FileRefused
from tenants.files.serving import response_for

#: Somebody who follows links from a mailbox is no person who reads: servers look at every link they deliver.
_BY_A_PERSON = {"navigate"}


def context_of(
    *, thread: Thread, side: Side, by: User | None, form: MessageForm | None = None, token: str = ""
) -> dict[str, Any]:
    """What threads/parts/thread.html reads; for pages of rooms above as well."""
    return {
        "reading": read_thread(thread=thread, side=side, by=by),
        "thread": thread,
        "form": form or MessageForm(),
        "token": token,
        "is_staff": side == Side.ADVISER,
        "has_joined": side != Side.ADVISER or bool(by and thread.parties.filter(user=by).exists()),
    }


def show(
    request: HttpRequest, template: str, *, thread: Thread, side: Side, by: User | None, token: str = "",
    form: MessageForm | None = None,
) -> HttpResponse:  # fmt: skip
    """The page, and then: it has been seen."""
    context = context_of(thread=thread, side=side, by=by, form=form, token=token)
    answer = render(request, template, context, status=422 if form is not None and form.errors else 200)
    if by is not None or request.headers.get("Sec-Fetch-Mode", "navigate") in _BY_A_PERSON:
        mark_seen(thread=thread, side=side, by=by)
    return answer


def take(
    request: HttpRequest, template: str, *, thread: Thread, side: Side, by: User | None, token: str = "", back: str
) -> HttpResponse:
    """A message from the form; with something wrong, the page again with what was typed."""
    form = MessageForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            services.post(
                thread=thread,
                side=side,
                text=form.cleaned_data["text"],
                by=by,
                files=[form.cleaned_data["file"]] if form.cleaned_data["file"] else (),
                nonce=form.cleaned_data["nonce"],
            )
        except ValidationError as error:
            form.add_error("file" if isinstance(error, FileRefused) else "text", error)
        else:
            messages.success(request, _("Message envoyé."))
            return redirect(f"{back}#dernier")
    return show(request, template, thread=thread, side=side, by=by, token=token, form=form)


def hand_out(*, thread: Thread, side: Side, pk: UUID) -> HttpResponse:
    """A file of a message that this side reads; for others it doesn't exist."""
    readable = Message.objects.shown_to(side).filter(thread=thread)
    found = get_object_or_404(Attachment.objects.select_related("file", "message"), pk=pk, message__in=readable)
    if found.file is None or (is_veiled(found.message.side, reader=side) and veil_of(thread) is not None):
        raise Http404
    # Before it is scanned, a sentence and no content: that is for the file to say.
    return response_for(found.file)


def settle(request: HttpRequest, *, thread: Thread, side: Side, by: User | None, pk: UUID) -> None:
    """«C’est bien moi», or not: for the side it claims to be of, and for staff."""
    waiting = Message.objects.shown_to(side).filter(thread=thread, hold=Hold.WAITING)
    message = get_object_or_404(waiting, pk=pk)
    if "discard" in request.POST:
        holding.discard_held(message=message, by=by)
        messages.success(request, _("Le message n’est pas transmis, et son texte n’est pas gardé."))
    else:
        holding.confirm_held(message=message, by=by)
        messages.success(request, _("Le message est transmis."))
