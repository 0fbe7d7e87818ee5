"""What every page of a draft has in common."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views import View

from boards.publishing import policies
from boards.publishing.holding import held_draft, token_for
from boards.publishing.models import Draft
from boards.publishing.reading import person


class OwnDraft(View):
    """A page of one draft. `self.draft` is the visitor's own; one that became an offer leads to the last page."""

    draft: Draft
    after_publishing = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        draft = held_draft(request, kwargs.pop("token"))
        if draft is None:
            return render(request, "publishing/lost.html", status=404)
        self.draft = draft
        if draft.offer is not None and not self.after_publishing:
            return redirect(page_url("done", draft))
        if draft.offer is None and not policies.may_publish(by=person(request.user)):
            return redirect("publishing:start")
        response = super().dispatch(request, *args, **kwargs)
        # Back and forward ask again: an old page must not offer what has been done since.
        add_never_cache_headers(response)
        return response

    def page(self, template: str, context: dict[str, Any], *, step: str = "", status: int = 200) -> HttpResponse:
        context |= {"draft": self.draft, "steps": steps(step), "urls": urls_of(self.draft)}
        return render(self.request, f"publishing/{template}.html", context, status=status)


def page_url(name: str, draft: Draft) -> str:
    return reverse(f"publishing:{name}", kwargs={"token": token_for(draft.pk)})


def urls_of(draft: Draft) -> dict[str, str]:
    return {
        name: page_url(name, draft) for name in ("job", "conditions", "floor", "review", "code", "resend", "advice")
    }


def steps(current: str) -> list[dict[str, str]]:
    """The row of steps with what is done and where one is."""
    labels = {"job": _("Le poste"), "conditions": _("Les conditions"), "review": _("Relire et publier")}
    names = list(labels)
    at = names.index(current) if current in names else len(names)
    return [
        {"label": labels[name], "state": "done" if place < at else "current" if place == at else ""}
        for place, name in enumerate(names)
    ]


def typed_of(request: HttpRequest, form: Form) -> dict[str, list[str]]:
    """What the browser sent for the fields of a form."""
    return {name: request.POST.getlist(name) for name in form.fields if name in request.POST}
