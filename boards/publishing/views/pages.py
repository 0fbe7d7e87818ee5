"""The three pages: the job, its conditions, the preview."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from boards.accounts.models import User
from boards.offers import law, wording
from boards.offers.enums import ApplyBy
from boards.publishing import holding, policies, reading
from boards.publishing.changing import keep_job
from boards.publishing.forms.address import AddressForm
from boards.publishing.forms.conditions import DraftConditionsForm
from boards.publishing.forms.job import JobForm
from boards.publishing.models import Draft
from boards.publishing.services import drafts
from boards.publishing.services.codes import latest_code
from boards.publishing.services.handing_in import hand_in
from boards.publishing.views.code import send_and_lead_on
from boards.publishing.views.draft import OwnDraft, page_url, steps, typed_of
from boards.publishing.waiting import people_waiting
from tenants.context import current_tenant
from tenants.enums import PublishingPolicy, SalaryPolicy


class Start(View):
    """The first page of a new offer. The draft's key is in the page, so that sending it twice makes one draft."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if not policies.may_publish(by=reading.person(request.user)):
            return render(request, "publishing/members_only.html")
        return self._page(request, JobForm(by=reading.person(request.user)), key=holding.token_for(holding.new_key()))

    def post(self, request: HttpRequest) -> HttpResponse:
        by = reading.person(request.user)
        if not policies.may_publish(by=by):
            return render(request, "publishing/members_only.html", status=403)
        token = request.POST.get("draft", "")
        form = JobForm(request.POST, by=by)
        if not form.is_valid():
            return self._page(request, form, key=token)
        draft = _begun(request, token, form)
        return redirect(page_url("conditions", draft))

    def _page(self, request: HttpRequest, form: JobForm, *, key: str) -> HttpResponse:
        unfinished = None if form.is_bound else holding.latest_unfinished(request)
        context = {
            "form": form,
            "draft_token": key,
            "steps": steps("job"),
            "unfinished": unfinished,
            "unfinished_url": page_url("conditions", unfinished) if unfinished else "",
        }
        return render(request, "publishing/job.html", context)


class Job(OwnDraft):
    """The first page again."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page("job", {"form": reading.job_form(self.draft, by=request.user)}, step="job")

    def post(self, request: HttpRequest) -> HttpResponse:
        form = JobForm(request.POST, by=reading.person(request.user))
        keep_job(draft=self.draft, form=form, typed=typed_of(request, form))
        if not form.is_valid():
            return self.page("job", {"form": form}, step="job")
        return redirect(page_url("conditions", self.draft))


class Conditions(OwnDraft):
    """The second page, filled in from the occupation."""

    def get(self, request: HttpRequest) -> HttpResponse:
        job = reading.job_form(self.draft, by=request.user)
        if not job.is_valid():
            return redirect(page_url("job", self.draft))
        form = reading.conditions_form(self.draft, job=job, by=request.user)
        return self._page(form, job)

    def post(self, request: HttpRequest) -> HttpResponse:
        job = reading.job_form(self.draft, by=request.user)
        if not job.is_valid():
            return redirect(page_url("job", self.draft))
        form = reading.conditions_form(self.draft, job=job, data=request.POST, by=request.user)
        drafts.keep_typed(draft=self.draft, step=reading.CONDITIONS, typed=typed_of(request, form))
        if not form.is_valid():
            return self._page(form, job)
        return redirect(page_url("review", self.draft))

    def _page(self, form: DraftConditionsForm, job: JobForm) -> HttpResponse:
        tenant = current_tenant()
        context = {
            "form": form,
            "job": job,
            "floor": wording.floor_hint(department=form.department),
            "salary_is_asked": tenant.salary_policy == SalaryPolicy.BLOCK,
            "more_open": any(name in form.errors for name in MORE_FIELDS),
            "apply_open": form.says_how_to_apply or bool({"apply_by", "apply_value"} & form.errors.keys()),
        }
        return self.page("conditions", context, step="conditions")


#: What stands in the closed part of the second page.
MORE_FIELDS = ("contract_months", "starts_on", "schedule", "season", "experience", "posts", "salary_months_13")


class Review(OwnDraft):
    """The advert as candidates will read it, what the law says of it, and the way out."""

    def get(self, request: HttpRequest) -> HttpResponse:
        latest = latest_code(draft=self.draft)
        return self._page(request, AddressForm(initial={"email": latest.address if latest else ""}))

    def post(self, request: HttpRequest) -> HttpResponse:
        read = reading.read_draft(self.draft, by=request.user)
        if isinstance(read, str) or (law.barring(read.preview()) and not self.draft.asks_advice):
            return self._page(request, AddressForm())
        by = reading.person(request.user)
        if by is not None:
            return self._hand_in(request, read, by)
        form = AddressForm(request.POST)
        if not form.is_valid():
            return self._page(request, form)
        return send_and_lead_on(request, self.draft, email=form.cleaned_data["email"])

    def _hand_in(self, request: HttpRequest, read: reading.ReadDraft, by: User) -> HttpResponse:
        try:
            hand_in(draft=self.draft, identity=read.identity, values=read.values_for(by.email), by=by)
        except ValidationError as error:
            for message in error.messages:
                messages.error(request, message)
            return redirect(page_url("review", self.draft))
        return redirect(page_url("done", self.draft))

    def _page(self, request: HttpRequest, form: AddressForm) -> HttpResponse:
        read = reading.read_draft(self.draft, by=request.user)
        if isinstance(read, str):
            return redirect(page_url({reading.JOB: "job", reading.CONDITIONS: "conditions"}[read], self.draft))
        offer = read.preview(email=getattr(request.user, "email", ""))
        tenant = current_tenant()
        context = {
            "form": form,
            "offer": offer,
            "facts": wording.facts_line(offer),
            "sheet": wording.sheet(offer),
            "remarks": law.remarks_on(offer),
            "barred": bool(law.barring(offer)),
            "warn_no_salary": tenant.salary_policy == SalaryPolicy.WARN and offer.salary is None,
            "read_first": self.draft.asks_advice or tenant.publishing_policy != PublishingPolicy.OPEN,
            "waiting": people_waiting(offer),
            "mail_to_candidates": offer.apply_by == ApplyBy.EMAIL and not offer.apply_value,
        }
        return self.page("review", context, step="review")


class Advice(OwnDraft):
    """«Demander l’avis d’un conseiller», or think better of it."""

    def post(self, request: HttpRequest) -> HttpResponse:
        drafts.set_advice(draft=self.draft, wanted=request.POST.get("wanted") == "yes")
        return redirect(page_url("review", self.draft))


class Done(OwnDraft):
    """«Votre offre est en ligne», or «Un conseiller la relit»."""

    after_publishing = True

    def get(self, request: HttpRequest) -> HttpResponse:
        if self.draft.offer is None:
            return redirect(page_url("review", self.draft))
        offer = self.draft.offer
        return self.page("done", {"offer": offer, "waiting": people_waiting(offer)})


def _begun(request: HttpRequest, token: str, form: JobForm) -> Draft:
    """The draft of the page that was sent: a new one, or the same again after the back button."""
    key = holding.key_of(token) or holding.new_key()
    if holding.holds(request, key):
        draft = Draft.objects.filter(pk=key, offer__isnull=True).first()
        if draft is not None:
            keep_job(draft=draft, form=form, typed=typed_of(request, form))
            return draft
    draft = drafts.start_draft(key=key, step=reading.JOB, typed=typed_of(request, form))
    if draft is None:
        # Somebody else's key, or the second of two clicks before the first had its cookie: another draft, same words.
        draft = drafts.start_draft(key=holding.new_key(), step=reading.JOB, typed=typed_of(request, form))
    assert draft is not None
    holding.hold(request, draft.pk)
    return draft
