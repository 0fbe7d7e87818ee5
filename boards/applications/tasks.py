"""Applications by the clock, and what closing an offer sets off, tenant by tenant."""

from procrastinate.contrib.django import app

from boards.applications import days, limits
from boards.applications.enums import Hand
from boards.applications.services import guarantee, keeping, notifying
from boards.applications.services.answering import answer_all_on_closing
from boards.offers.models import Offer
from tenants.tasks import tenant_task


@tenant_task(name="applications.answer_closed")
def answer_closed(*, offer: str, by_adviser: bool = False) -> None:
    """Tell everybody who heard nothing how an offer ended. by_adviser: it wasn't the employer who closed it."""
    found = Offer.objects.filter(pk=offer).first()
    if found is not None:
        answer_all_on_closing(offer=found, closed_by=Hand.ADVISER if by_adviser else Hand.EMPLOYER)


@tenant_task(name="applications.keep_promises")
def keep_promises() -> None:
    """Digests whose hour has struck, and the answer guarantee, in one tenant and by its own day."""
    notifying.send_digests()
    today = days.today()
    # First those that nobody will answer any more: they are in no reminder.
    guarantee.answer_for_them(on=today)
    guarantee.remind_unanswered(on=today)


@app.periodic(cron="25 * * * *")
@app.task(name="applications.keep_all_promises", queueing_lock="applications.keep_all_promises", pass_context=False)
def keep_all_promises(timestamp: int) -> None:
    """Each hour, for it is morning somewhere: one job a tenant, so that one that fails doesn't hold up the others."""
    keep_promises.defer_once_in_each_live()


@tenant_task(name="applications.tidy")
def tidy() -> None:
    """Forget who applied long ago, and who pressed yesterday, in one tenant."""
    keeping.anonymise_old(on=days.today())
    limits.purge()


@app.periodic(cron="50 3 * * *")
@app.task(name="applications.tidy_all", queueing_lock="applications.tidy_all", pass_context=False)
def tidy_all(timestamp: int) -> None:
    """Every night, tenant by tenant."""
    tidy.defer_once_in_each_live()
