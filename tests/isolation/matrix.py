"""The permission matrix: every URL × who × {own, foreign object, foreign host} × GET and POST.

A new page adds ONE ROW, beside its app's others:

    Row("offers:close", own=offer, get=OWNER_OR_STAFF, post=OWNER_OR_STAFF),

- `name`: as the resolver knows it; a URL without a row fails `test_every_url_has_a_row`.
- `own`: its arguments from alpha's things, out of the makers below; `foreign` the same from gamma's by itself.
  A page about another kind of object adds it to `world.Things` and a maker here. A page without arguments: leave out.
- `get`, `post`: a Shape, who is let in by that method; `others`: arguments in alpha that are 404 for all.
- `search`: the query string of the GET, where a page wants one.
- `shared`: the arguments are no tenant's object but, say, an occupation: the same page exists on every host.

What follows by itself from the shape, and is tested for each row:
- a foreign object is 404 for whoever would be let in, and what it is anyway for the rest;
- with alpha's session on beta's host everybody is anonymous, and alpha's objects do not exist;
- on the operator's site no tenant URL exists; an operator's session is worth nothing in a tenant;
- no answer anywhere contains one of gamma's canaries; nothing is ever 5xx.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.isolation.shapes import (
    EVERYBODY,
    IN_THREAD,
    MANAGER,
    MEMBER,
    NO_POST,
    NOBODY,
    OF_THE_EMPLOYER,
    ONE_SEEKER,
    OWNER_OR_STAFF,
    READER,
    RECEIVER,
    SEARCHER,
    SEEING,
    SEEKERS,
    SIGNED_IN,
    STAFF,
    TO_SIGN_IN,
    WORKSPACE,
    Outcome,
    Shape,
)
from tests.isolation.world import Role, Things

Arguments = Callable[[Things], dict[str, Any]]


@dataclass(frozen=True)
class Row:
    """One URL of the tenants' sites. See the head of this file."""

    name: str
    own: Arguments | None = None
    get: Shape = EVERYBODY
    post: Shape = NO_POST
    others: tuple[Arguments, ...] = ()
    search: str = ""
    # The arguments name no tenant's object but something that all share, such as an occupation.
    shared: bool = False
    # The session in alpha says whose it is, before the method is looked at: elsewhere it is 404 by any method.
    of_session: bool = False

    def missing(self, shape: Shape) -> Shape:
        """The shape when the object isn't here."""
        return shape.missing().instead(Outcome.NOT_FOUND, of=Outcome.METHOD) if self.of_session else shape.missing()


def offer(things: Things) -> dict[str, Any]:
    return {"pk": things.offer.pk}


def waiting(things: Things) -> dict[str, Any]:
    return {"pk": things.waiting.pk}


def held(things: Things) -> dict[str, Any]:
    return {"token": things.held_token}


def unheld(things: Things) -> dict[str, Any]:
    return {"token": things.unheld_token}


def renewal(things: Things) -> dict[str, Any]:
    return {"token": things.renew_token}


def profile(things: Things) -> dict[str, Any]:
    return {"pk": things.profile.pk}


def link(kind: str) -> Arguments:
    """A signed link to an alert: whoever has it has the message it came in."""
    return lambda things: {"token": things.alert_tokens[kind]}


def subscriber(things: Things) -> dict[str, Any]:
    return {"pk": things.alert.subscriber_id}


def thread(things: Things) -> dict[str, Any]:
    return {"pk": things.thread.pk}


def thread_link(things: Things) -> dict[str, Any]:
    return {"token": things.thread_token}


def reset_key(things: Things) -> dict[str, Any]:
    """A key that no mail carried: the page says that it is worth nothing."""
    return {"uidb36": "x", "key": "y-z"}


def device(things: Things) -> dict[str, Any]:
    return {"pk": things.device_id}


def adviser(things: Things) -> dict[str, Any]:
    return {"pk": things.adviser_id}


def firm(things: Things) -> dict[str, Any]:
    return {"pk": things.offer.employer_id}


def member(things: Things) -> dict[str, Any]:
    return {"pk": things.member_id}


def invitation(things: Things) -> dict[str, Any]:
    return {"pk": things.invitation.pk}


def invitation_link(things: Things) -> dict[str, Any]:
    return {"token": things.invitation_token}


def application(things: Things) -> dict[str, Any]:
    return {"pk": things.application.pk}


def waits(things: Things) -> dict[str, Any]:
    """What came again to the application."""
    return {**application(things), "addition": things.addition.pk}


def figures(things: Things) -> dict[str, Any]:
    """The name of a table, the same everywhere."""
    return {"table": "croise-offres"}


def followed(things: Things) -> dict[str, Any]:
    """The link of whoever applied: whoever has it has the message it came in."""
    return {"token": things.application_tokens["follow"]}


def reminded(things: Things) -> dict[str, Any]:
    """The link of a reminder to somebody who acts for the employer."""
    return {"token": things.application_tokens["answer"]}


def of_person(name: str, **shapes: Shape) -> Row:
    """What one does by one's own link to an application."""
    post = {"get": EVERYBODY.post_only(), "post": EVERYBODY}
    return Row(f"applications:{name}", own=followed, others=(reminded,), **(post | shapes))


def data(kind: str = "open", **more: Callable[[Things], Any]) -> Arguments:
    """The pages of somebody's own data, opened by the code that they typed."""
    name = "token" if kind == "type" else "access"
    return lambda things: {name: things.rights_tokens[kind], **{key: of(things) for key, of in more.items()}}


def in_followup(name: str, *, key: str = "pk", **more: str) -> Arguments:
    """Something of following somebody (tests/isolation/followed.py); `more`: other arguments, by their names there."""
    return lambda things: {
        key: getattr(things.followed, name),
        **{argument: getattr(things.followed, value) for argument, value in more.items()},
    }


def in_meeting(name: str, *, key: str = "pk") -> Arguments:
    """Something of an employer who found somebody (tests/isolation/met.py)."""
    return lambda things: {key: getattr(things.met, name)}


def of_draft(name: str, **shapes: Shape) -> Row:
    """A page of publishing: for the browser that holds the draft, whoever sits before it."""
    return Row(
        f"publishing:{name}",
        own=held,
        others=(unheld,),
        of_session=True,
        **({"get": EVERYBODY, "post": EVERYBODY} | shapes),
    )


ROWS = [
    # Signing in.
    Row("account_login", post=EVERYBODY),
    Row("account_request_login_code", post=EVERYBODY),
    # Without a sign-in under way there is nothing to confirm.
    Row("account_confirm_login_code", post=EVERYBODY),
    Row("account_signup", post=EVERYBODY),
    Row("account_logout", post=EVERYBODY),
    Row("account_inactive"),
    Row("account_reset_password", post=EVERYBODY),
    Row("account_reset_password_done"),
    Row("account_reset_password_from_key", own=reset_key, post=EVERYBODY, shared=True),
    Row("account_reset_password_from_key_done"),
    # Without a first step there is no second one.
    Row("mfa_authenticate", get=TO_SIGN_IN, post=TO_SIGN_IN),
    # Switched on nowhere here; where it is: tests/boards/accounts/test_proconnect.py.
    Row("proconnect_begin", get=NOBODY, post=NOBODY),
    Row("proconnect_back", get=NOBODY, post=NOBODY),
    Row("proconnect_left"),
    # One's own account.
    Row("account_home", get=SIGNED_IN, post=SIGNED_IN.post_only()),
    Row("account_change_password", get=SIGNED_IN, post=SIGNED_IN),
    Row("account_set_password", get=SIGNED_IN, post=SIGNED_IN),
    Row("account_devices", get=SIGNED_IN, post=SIGNED_IN.post_only()),
    Row("account_end_devices", get=SIGNED_IN.post_only(), post=SIGNED_IN),
    Row("account_end_device", own=device, get=OF_THE_EMPLOYER.post_only(), post=OF_THE_EMPLOYER),
    Row("account_reauthenticate", get=SIGNED_IN, post=SIGNED_IN),
    Row("mfa_reauthenticate", get=SIGNED_IN, post=SIGNED_IN),
    Row("mfa_index", get=SIGNED_IN, post=SIGNED_IN.post_only()),
    Row("mfa_activate_totp", get=SIGNED_IN, post=SIGNED_IN),
    # Nobody here has one to take away, or codes to look at.
    Row("mfa_deactivate_totp", get=SIGNED_IN.missing(), post=SIGNED_IN.missing()),
    Row("mfa_view_recovery_codes", get=SIGNED_IN.missing(), post=SIGNED_IN.post_only()),
    Row("mfa_generate_recovery_codes", get=SIGNED_IN, post=SIGNED_IN),
    Row("mfa_download_recovery_codes", get=SIGNED_IN.missing(), post=SIGNED_IN.missing()),
    # How the staff signs in.
    Row("account_team", get=MANAGER, post=MANAGER),
    Row("account_team_second_factor", own=adviser, get=MANAGER.post_only(), post=MANAGER),
    Row("account_team_account", own=adviser, get=MANAGER.post_only(), post=MANAGER),
    # Who acts for an employer.
    Row("employers:teams", get=WORKSPACE, post=WORKSPACE.post_only()),
    Row("employers:team", own=firm, get=OWNER_OR_STAFF, post=OWNER_OR_STAFF.post_only()),
    Row("employers:headcount", own=firm, get=OWNER_OR_STAFF.post_only(), post=OWNER_OR_STAFF),
    Row("employers:invite", own=firm, get=OWNER_OR_STAFF.post_only(), post=OWNER_OR_STAFF),
    Row("employers:withdraw", own=invitation, get=OWNER_OR_STAFF.post_only(), post=OWNER_OR_STAFF),
    Row("employers:remove", own=member, get=OWNER_OR_STAFF.post_only(), post=OWNER_OR_STAFF),
    Row("employers:role", own=member, get=OWNER_OR_STAFF.post_only(), post=OWNER_OR_STAFF),
    Row("employers:invitation", own=invitation_link, others=(link("manage"),), post=EVERYBODY),
    # Publishing without an account.
    Row("publishing:start", post=EVERYBODY),
    of_draft("job"),
    of_draft("conditions"),
    of_draft("floor", post=NO_POST),
    of_draft("review"),
    of_draft("advice", get=EVERYBODY.post_only()),
    of_draft("code"),
    of_draft("resend", get=EVERYBODY.post_only()),
    of_draft("done", post=NO_POST),
    # The workspace.
    Row("offers:workspace", get=SIGNED_IN, post=WORKSPACE.post_only()),
    Row("offers:all", get=STAFF, post=STAFF.post_only()),
    Row("offers:moderation", get=STAFF, post=STAFF.post_only()),
    Row("offers:read", own=waiting, get=STAFF, post=STAFF.post_only()),
    Row("offers:approve", own=waiting, get=STAFF.post_only(), post=STAFF),
    Row("offers:refuse", own=waiting, get=STAFF, post=STAFF),
    Row("offers:override", own=waiting, get=STAFF, post=STAFF),
    Row("offers:own_offer", own=offer, get=OWNER_OR_STAFF, post=OWNER_OR_STAFF.post_only()),
    Row("offers:edit", own=offer, get=OWNER_OR_STAFF, post=OWNER_OR_STAFF),
    Row("offers:publish", own=offer, get=OWNER_OR_STAFF.post_only(), post=OWNER_OR_STAFF),
    Row("offers:renew", own=offer, get=OWNER_OR_STAFF.post_only(), post=OWNER_OR_STAFF),
    Row("offers:close", own=offer, get=OWNER_OR_STAFF, post=OWNER_OR_STAFF),
    Row("offers:copy", own=offer, get=OWNER_OR_STAFF.post_only(), post=OWNER_OR_STAFF),
    # The link is the right: whoever has the mail.
    Row("offers:renew_link", own=renewal, post=EVERYBODY),
    # Profiles: one's own, by the session; who has none yet may begin one.
    Row("candidates:own", get=SIGNED_IN, post=SEEKERS),
    Row("candidates:words", get=SEEKERS.post_only(), post=SEEKERS),
    Row("candidates:leave", get=SEEKERS.post_only(), post=SEEKERS),
    Row("candidates:card", get=ONE_SEEKER, post=SEEKERS.post_only()),
    Row("candidates:own_still", get=SEEKERS.post_only(), post=ONE_SEEKER),
    Row("candidates:withdraw", get=SEEKERS.post_only(), post=ONE_SEEKER),
    Row("candidates:cv", get=ONE_SEEKER, post=ONE_SEEKER),
    Row("candidates:erase", get=ONE_SEEKER, post=ONE_SEEKER),
    Row("candidates:import", get=SEEKERS, post=SEEKERS),
    Row("candidates:from_cv", get=SEEKERS, post=ONE_SEEKER),
    Row("candidates:europass", get=ONE_SEEKER, post=SEEKERS.post_only()),
    Row("candidates:json_resume", get=ONE_SEEKER, post=SEEKERS.post_only()),
    # The link is the right; the code is one as well, and without it each step leads back to the first.
    Row("candidates:still", own=lambda things: {"token": things.still_token}, post=EVERYBODY),
    Row("candidates:receive", post=EVERYBODY),
    Row("candidates:receive_how", post=EVERYBODY),
    Row("candidates:receive_code", post=EVERYBODY),
    Row("candidates:access", post=EVERYBODY),
    Row("candidates:access_code", post=EVERYBODY),
    # Profiles, for staff; partners see those who agreed, and alpha's person didn't.
    Row("candidates:desk", get=SEEING, post=SEEING.post_only()),
    Row("candidates:desk_new", get=STAFF, post=STAFF),
    Row("candidates:desk_one", own=profile, get=SEEING.but(Outcome.NOT_FOUND, Role.PARTNER), post=SEEING.post_only()),
    Row("candidates:desk_cv", own=profile, get=SEEING.but(Outcome.NOT_FOUND, Role.PARTNER), post=SEEING.post_only()),
    Row("candidates:desk_edit", own=profile, get=STAFF, post=STAFF),
    Row("candidates:desk_hand_over", own=profile, get=STAFF.post_only(), post=STAFF),
    Row("candidates:desk_adviser", own=profile, get=STAFF.post_only(), post=STAFF),
    Row("candidates:desk_heard", own=profile, get=STAFF.post_only(), post=STAFF),
    # Finding.
    Row("finding:results", search="q=boulanger"),
    Row("finding:offer", own=offer),
    Row("finding:offer", own=waiting, get=NOBODY.but(Outcome.IN, Role.EMPLOYER, Role.ADVISER, Role.MANAGER)),
    Row("finding:apply", own=offer, post=EVERYBODY),
    Row("finding:occupations"),
    Row("finding:occupation", own=lambda things: {"slug": "d1102"}, shared=True),
    Row("finding:occupation_place", own=lambda things: {"slug": "d1102", "place": "59067"}, shared=True),
    # An old digest gets today's outline; gamma's is drawn from gamma's communes.
    Row("finding:ground", own=lambda things: {"digest": "0"}, shared=True),
    Row("finding:api", search="q=boulanger"),
    Row("finding:suggest_communes", search="q=ber"),
    Row("finding:suggest_occupations", search="q=boul"),
    Row("finding:robots"),
    Row("finding:sitemap"),
    # Alerts: the link is the right.
    Row("alerts:subscribe", search="q=boulanger", post=EVERYBODY),
    Row("alerts:code", own=link("type"), others=(link("confirm"), link("manage")), post=EVERYBODY),
    Row("alerts:resend", own=link("type"), get=EVERYBODY.post_only(), post=EVERYBODY),
    Row("alerts:confirm", own=link("confirm"), others=(link("type"), link("manage")), post=EVERYBODY),
    Row("alerts:manage", own=link("manage"), others=(link("keep"), link("type"))),
    Row("alerts:export", own=link("manage"), others=(link("keep"),)),
    Row("alerts:end_all", own=link("manage"), get=EVERYBODY.post_only(), post=EVERYBODY),
    Row("alerts:erase", own=link("manage"), others=(link("keep"),), post=EVERYBODY),
    Row(
        "alerts:change",
        own=lambda things: {"token": things.alert_tokens["manage"], "pk": things.alert.pk},
        get=EVERYBODY.post_only(),
        post=EVERYBODY,
    ),
    Row("alerts:keep", own=link("keep"), others=(link("manage"),), post=EVERYBODY),
    Row("alerts:end", own=link("end"), others=(link("manage"),), post=EVERYBODY),
    Row("alerts:told", own=lambda things: {"code": things.told_code}),
    Row("alerts:told_offer", own=lambda things: {"code": things.told_code, "position": 1}),
    # Alerts, for staff.
    # People's rights.
    Row("rights:start", post=EVERYBODY),
    Row("rights:code", own=data("type"), post=EVERYBODY),
    Row("rights:resend", own=data("type"), get=EVERYBODY.post_only(), post=EVERYBODY),
    Row("rights:erased"),
    # The link is the right; «compte» in its place is tested in tests/boards/rights.
    Row("rights:home", own=data()),
    Row("rights:ask_for_copy", own=data(), get=EVERYBODY.post_only(), post=EVERYBODY),
    Row("rights:take_copy", own=data(pk=lambda things: things.copy.pk)),
    Row("rights:erase", own=data(), post=EVERYBODY),
    Row("rights:counter", own=profile, get=STAFF, post=STAFF.post_only()),
    Row("rights:print_copy", own=profile, get=STAFF.post_only(), post=STAFF),
    Row("rights:erase_them", own=profile, get=STAFF.post_only(), post=STAFF),
    Row("rights:register", get=MANAGER, post=MANAGER.post_only()),
    Row("rights:register_csv", get=MANAGER, post=MANAGER.post_only()),
    Row("rights:controller", get=MANAGER, post=MANAGER),
    Row("alerts:desk", get=STAFF, post=STAFF.post_only()),
    Row("alerts:desk_waiting", get=STAFF, post=STAFF.post_only(), search="lieu=Bergues"),
    Row("alerts:desk_new", get=STAFF, post=STAFF),
    Row("alerts:desk_find", get=STAFF, post=STAFF),
    Row("alerts:desk_person", own=subscriber, get=STAFF, post=STAFF.post_only()),
    Row("alerts:desk_end", own=subscriber, get=STAFF.post_only(), post=STAFF),
    Row("alerts:desk_settings", get=MANAGER, post=MANAGER),
    # Conversations: by a candidate's link, and for whoever has an account and is in them.
    Row("threads:candidate", own=thread_link, post=EVERYBODY),
    Row(
        "threads:candidate_held",
        own=lambda things: {"token": things.thread_token, "pk": things.held_message.pk},
        get=EVERYBODY.post_only(),
        # It claims to be the employer's: not the candidate's to answer for.
        post=NOBODY,
    ),
    Row("threads:candidate_file", own=lambda things: {"token": things.thread_token, "pk": things.attachment.pk}),
    Row("threads:short", own=lambda things: {"code": things.thread.code}),
    Row("threads:all", get=SIGNED_IN, post=SIGNED_IN.post_only()),
    Row("threads:thread", own=thread, get=IN_THREAD, post=IN_THREAD),
    Row(
        "threads:held",
        own=lambda things: {"pk": things.thread.pk, "message": things.held_message.pk},
        get=IN_THREAD.post_only(),
        post=IN_THREAD,
    ),
    Row(
        "threads:file",
        own=lambda things: {"pk": things.thread.pk, "file": things.attachment.pk},
        get=IN_THREAD,
        post=IN_THREAD.post_only(),
    ),
    Row("threads:join", own=thread, get=STAFF.post_only(), post=STAFF),
    Row("threads:close", own=thread, get=STAFF.post_only(), post=STAFF),
    Row("threads:reopen", own=thread, get=STAFF.post_only(), post=STAFF),
    # Applications: the link is the right.
    Row("applications:apply", own=offer, others=(waiting,), post=EVERYBODY),
    Row("applications:sent", own=offer, others=(waiting,)),
    Row("applications:short", own=lambda things: {"code": things.application.link_key}),
    of_person("follow", get=EVERYBODY, post=NO_POST),
    of_person("add"),
    of_person("write"),
    of_person("withdraw"),
    of_person("agree"),
    of_person("contest"),
    of_person("own_cv", get=EVERYBODY, post=NO_POST),
    of_person("export", get=EVERYBODY, post=NO_POST),
    of_person("erase", get=EVERYBODY),
    Row("applications:answer_link", own=reminded, others=(followed,), post=EVERYBODY),
    # Applications in the workspace.
    Row("applications:board", own=offer, get=OWNER_OR_STAFF, post=OWNER_OR_STAFF.post_only()),
    Row("applications:move", own=offer, get=OWNER_OR_STAFF, post=OWNER_OR_STAFF),
    Row("applications:answer", own=offer, get=OWNER_OR_STAFF, post=OWNER_OR_STAFF),
    Row("applications:write_many", own=offer, get=OWNER_OR_STAFF, post=OWNER_OR_STAFF),
    Row("applications:questions", own=offer, get=OWNER_OR_STAFF, post=OWNER_OR_STAFF),
    Row("applications:one", own=application, get=OWNER_OR_STAFF, post=OWNER_OR_STAFF.post_only()),
    Row("applications:cv", own=application, get=OWNER_OR_STAFF, post=OWNER_OR_STAFF.post_only()),
    Row("applications:move_one", own=application, get=OWNER_OR_STAFF.post_only(), post=OWNER_OR_STAFF),
    Row("applications:write_one", own=application, get=OWNER_OR_STAFF.post_only(), post=OWNER_OR_STAFF),
    Row("applications:agree_for", own=application, get=STAFF.post_only(), post=STAFF),
    Row("applications:withdraw_for", own=application, get=STAFF.post_only(), post=STAFF),
    Row("applications:settle_for", own=waits, get=STAFF.post_only(), post=STAFF),
    Row("applications:notices", get=WORKSPACE, post=WORKSPACE),
    Row("applications:all", get=STAFF, post=STAFF.post_only()),
    Row("applications:new", get=STAFF, post=STAFF),
    Row("applications:texts", get=MANAGER, post=MANAGER),
    # Following people and recruitments. A partner reads those who agreed to it.
    Row("followup:person", own=in_followup("profile"), get=READER, post=READER.post_only()),
    Row("followup:person_note", own=in_followup("profile"), get=STAFF.post_only(), post=STAFF),
    Row("followup:person_task", own=in_followup("profile"), get=STAFF.post_only(), post=STAFF),
    Row("followup:told", own=in_followup("profile"), get=STAFF.post_only(), post=STAFF),
    Row("followup:new_appointment", own=in_followup("profile"), get=STAFF, post=STAFF),
    Row("followup:appointment", own=in_followup("appointment"), get=STAFF, post=STAFF),
    Row("followup:agenda", get=STAFF, post=STAFF),
    Row("followup:recruitment", own=offer, get=STAFF, post=STAFF.post_only()),
    Row("followup:recruitment_note", own=offer, get=STAFF.post_only(), post=STAFF),
    Row("followup:recruitment_task", own=offer, get=STAFF.post_only(), post=STAFF),
    Row("followup:choose", own=offer, get=STAFF.post_only(), post=STAFF),
    Row("followup:shortlist", own=offer, get=STAFF, post=STAFF),
    Row("followup:ask_all", own=offer, get=STAFF.post_only(), post=STAFF),
    Row("followup:pick", own=in_followup("offer", pick="pick"), get=STAFF.post_only(), post=STAFF),
    # What was sent to an employer is for those who act for it.
    Row("followup:received", own=in_followup("shortlist"), get=RECEIVER, post=RECEIVER.post_only()),
    Row("followup:answer", own=in_followup("shortlist", pick="pick"), get=RECEIVER.post_only(), post=RECEIVER),
    Row("followup:remove_note", own=in_followup("note"), get=STAFF.post_only(), post=STAFF),
    Row("followup:task", own=in_followup("task"), get=STAFF.post_only(), post=STAFF),
    Row("followup:kept_notes", get=MANAGER, post=MANAGER.post_only()),
    # The link is the right.
    Row("followup:feed", own=in_followup("feed_token", key="token")),
    Row("followup:own_appointment", own=in_followup("appointment_token", key="token"), post=EVERYBODY),
    Row("followup:own_calendar", own=in_followup("appointment_token", key="token")),
    Row(
        "followup:agree",
        own=in_followup("agree_token", key="token"),
        others=(in_followup("appointment_token", key="token"),),
        post=EVERYBODY,
    ),
    Row("groups:by_link", own=in_followup("member_token", key="token"), post=EVERYBODY),
    Row(
        "groups:quiet",
        own=in_followup("quiet_token", key="token"),
        others=(in_followup("member_token", key="token"),),
        post=EVERYBODY,
    ),
    # Groups: for those who lead them, and for their members.
    Row("groups:groups", get=STAFF, post=STAFF),
    Row("groups:group", own=in_followup("group"), get=STAFF, post=STAFF),
    Row("groups:members", own=in_followup("group"), get=STAFF.post_only(), post=STAFF),
    Row("groups:write", own=in_followup("group"), get=STAFF.post_only(), post=STAFF),
    Row("groups:share", own=in_followup("group"), get=STAFF.post_only(), post=STAFF),
    Row("groups:plan", own=in_followup("group"), get=STAFF.post_only(), post=STAFF),
    Row("groups:call_off", own=in_followup("group", workshop="workshop"), get=STAFF.post_only(), post=STAFF),
    Row(
        "groups:own",
        own=in_followup("group"),
        get=MEMBER.but(Outcome.IN, Role.ADVISER, Role.MANAGER),
        post=MEMBER,
    ),
    # The desk.
    Row("desk:bureau", get=STAFF, post=STAFF.post_only()),
    Row("desk:rules", get=READER, post=READER.post_only()),
    Row("desk:call", own=in_followup("profile"), get=STAFF.post_only(), post=STAFF),
    Row("desk:people", get=READER, post=READER.post_only()),
    Row("desk:actions", get=STAFF.post_only(), post=STAFF),
    # The CV library: a firm that hasn't published may read what it asked before, and look at nobody.
    Row("library:search", get=WORKSPACE, post=WORKSPACE.post_only().but(Outcome.IN, Role.OTHER_EMPLOYER)),
    Row("library:one", own=in_meeting("profile"), get=SEARCHER, post=SEARCHER.post_only()),
    Row(
        "library:ask",
        own=in_meeting("profile"),
        get=SEARCHER,
        post=SEARCHER.but(Outcome.NOT_FOUND, Role.ADVISER, Role.MANAGER),
    ),
    Row("library:requests", get=WORKSPACE, post=WORKSPACE.post_only()),
    Row("library:request", own=in_meeting("request"), get=OWNER_OR_STAFF, post=OWNER_OR_STAFF.post_only()),
    # Nobody has said yes.
    Row("library:cv", own=in_meeting("request"), get=OWNER_OR_STAFF.missing(), post=OWNER_OR_STAFF.post_only()),
    Row("library:take_back", own=in_meeting("request"), get=OWNER_OR_STAFF.post_only(), post=OWNER_OR_STAFF),
    Row("library:note", own=in_meeting("request"), get=WORKSPACE.post_only(), post=STAFF),
    Row("library:saved", get=WORKSPACE, post=SEARCHER.but(Outcome.NOT_FOUND, Role.ADVISER, Role.MANAGER)),
    Row(
        "library:stop_own",
        own=in_meeting("search"),
        get=WORKSPACE.post_only(),
        post=OWNER_OR_STAFF.but(Outcome.NOT_FOUND, Role.ADVISER, Role.MANAGER),
    ),
    Row("library:answer", own=in_meeting("request_key", key="key"), post=EVERYBODY),
    Row("library:stop", own=in_meeting("stop_token", key="token"), post=EVERYBODY),
    # Hires: the link is the right; in the workspace, the employer's own.
    Row("placements:mine", own=in_meeting("placement_key", key="key"), post=EVERYBODY),
    Row("placements:theirs", own=in_meeting("employer_token", key="token"), post=EVERYBODY),
    Row("placements:declare", own=offer, get=OWNER_OR_STAFF, post=OWNER_OR_STAFF),
    Row("placements:from_contact", own=in_meeting("request"), get=WORKSPACE.missing(), post=WORKSPACE.missing()),
    Row("placements:desk", get=STAFF, post=STAFF.post_only()),
    Row("placements:by_hand", get=STAFF, post=STAFF),
    Row("placements:hire", own=in_meeting("placement"), get=STAFF, post=STAFF.post_only()),
    Row("placements:note", own=in_meeting("placement"), get=STAFF, post=STAFF),
    Row("placements:cancel", own=in_meeting("placement"), get=STAFF, post=STAFF),
    # What waits for its owner: the link is the right; without the right digits one is led back to the first step.
    Row("applications:again", own=lambda things: {"key": things.addition.link_key}, post=EVERYBODY),
    Row("candidates:access_choice", post=EVERYBODY),
    # Figures; the world's tenants opened none of theirs.
    Row("reporting:desk", get=STAFF, post=STAFF.post_only()),
    Row("reporting:csv", own=figures, shared=True, get=STAFF, post=STAFF.post_only()),
    Row("reporting:xlsx", own=figures, shared=True, get=STAFF, post=STAFF.post_only()),
    Row("reporting:publish", get=MANAGER.post_only(), post=MANAGER),
    Row("reporting:public", get=NOBODY),
    # Pages.
    Row("cms:accessibility"),
    Row("cms:data"),
    Row("cms:legal"),
    Row("cms:look", own=lambda things: {"digest": "0"}, shared=True, get=NOBODY),
    Row("messaging:outbox"),
    Row("messaging:letter", own=lambda things: {"pk": things.letter.pk}),
    # The provider's: without a token of ours, 404 for all.
    Row("messaging:sms_callback", own=lambda things: {"provider": "local", "token": "x"}, get=NOBODY, post=NOBODY),
]
