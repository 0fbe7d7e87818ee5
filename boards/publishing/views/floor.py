"""The legal floor, told while the salary is typed."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from boards.offers import wording
from boards.offers.enums import SalaryPeriod
from boards.offers.salary import Salary, equivalents_label
from boards.publishing import reading
from boards.publishing.views.draft import OwnDraft, page_url


class Floor(OwnDraft):
    """A few words about the salary typed so far; changes nothing. The page works without it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        job = reading.job_form(self.draft, by=request.user)
        if not job.is_valid():
            return redirect(page_url("job", self.draft))
        form = reading.conditions_form(self.draft, job=job, data=request.GET, by=request.user)
        form.is_valid()
        below = " ".join(str(error) for error in form.errors.get("salary_min", []))
        hours = form.cleaned_data.get("weekly_hours")
        return self.page(
            "parts/floor",
            {
                "below": below if form.has_amount else "",
                "equivalents": "" if below else _equivalents(form.cleaned_data),
                "floor": wording.floor_hint(department=form.department, weekly_hours=hours),
            },
        )


def _equivalents(cleaned: dict[str, Any]) -> str:
    try:
        salary = Salary(
            minimum=cleaned.get("salary_min"),
            maximum=cleaned.get("salary_max"),
            period=SalaryPeriod(cleaned.get("salary_period") or SalaryPeriod.MONTH),
            weekly_hours=cleaned.get("weekly_hours"),
            thirteenth_month=bool(cleaned.get("salary_months_13")),
        )
    except ValidationError:
        return ""
    return equivalents_label(salary)
