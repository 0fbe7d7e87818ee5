"""A group for its members: signed in, or by the link of their mail."""

from uuid import UUID

from django.contrib.auth.mixins import AccessMixin
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from boards.accounts.models import User
from boards.groups import links, selectors
from boards.groups.models import Group, Membership
from boards.groups.services import groups, workshops
from tenants.keys import key_in


class MemberPage(View):
    """What members share, and what one may do: take a seat, give it back, leave, take mails or not."""

    def act(self, request: HttpRequest, membership: Membership, here: str) -> HttpResponse:
        try:
            if "quitter" in request.POST:
                groups.leave(membership=membership, by=None)
                return render(request, "groups/left.html", {"group": membership.group})
            if "sans-mail" in request.POST:
                groups.be_quiet(membership=membership)
            elif "avec-mail" in request.POST:
                groups.be_told(membership=membership)
            elif "inscrire" in request.POST or "liberer" in request.POST:
                self._seat(request, membership)
        except ValidationError as error:
            return self.page(membership, problem=" ".join(error.messages))
        return redirect(here)

    def _seat(self, request: HttpRequest, membership: Membership) -> None:
        wanted = request.POST.get("inscrire") or request.POST.get("liberer") or ""
        workshop = get_object_or_404(membership.group.workshops.all(), pk=key_in(wanted))
        if "inscrire" in request.POST:
            workshops.sign_up(workshop=workshop, profile=membership.profile, by=None)
        else:
            workshops.give_up(workshop=workshop, profile=membership.profile, by=None)

    def page(self, membership: Membership, *, problem: str = "") -> HttpResponse:
        context = {
            "membership": membership,
            "group": membership.group,
            "page": selectors.group_page(membership.group, profile=membership.profile),
            "problem": problem,
        }
        return render(self.request, "groups/own.html", context)


class Own(AccessMixin, MemberPage):
    """For somebody with an account; a group one isn't in doesn't exist. Staff have the page of those who lead it."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not isinstance(request.user, User):
            return self.handle_no_permission()
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        group = get_object_or_404(Group, pk=pk)
        if isinstance(request.user, User) and request.user.is_tenant_staff:
            return redirect("groups:group", pk=pk)
        return self.page(self._membership(group))

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        membership = self._membership(get_object_or_404(Group, pk=pk))
        return self.act(request, membership, membership.group.get_absolute_url())

    def _membership(self, group: Group) -> Membership:
        user = self.request.user
        found = selectors.membership_of(group, user) if isinstance(user, User) else None
        if found is None:
            raise Http404
        return found


@method_decorator(never_cache, name="dispatch")
class ByLink(MemberPage):
    """For somebody without an account: the link of the mail is the right."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self.page(links.member_in(token))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        return self.act(request, links.member_in(token), request.path)


# RFC 8058: the mail reader posts without a cookie, and no GET may act: scanners follow every link.
@method_decorator([csrf_exempt, never_cache], name="dispatch")
class Quiet(View):
    """No more mail of this one group."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self._page(links.quieted_by(token), done=False)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        membership = links.quieted_by(token)
        if membership is not None:
            groups.be_quiet(membership=membership)
        return self._page(membership, done=True)

    def _page(self, membership: Membership | None, *, done: bool) -> HttpResponse:
        done = done or membership is None or membership.quiet_at is not None
        group = membership.group if membership else None
        return render(self.request, "groups/quiet.html", {"group": group, "done": done})
