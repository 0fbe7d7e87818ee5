"""What somebody reads: the mail and the SMS that tell of offers, in their words and ready to be queued."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.alerts.links import end_url, manage_url, short_link
from boards.alerts.news import News
from boards.alerts.wording import offers_count, rhythm
from boards.finding.rows import Row, rows
from boards.offers.titles import MARK, clean_title
from search.analysis import is_stop_word
from search.find import Hit
from tenants.messaging.enums import Purpose
from tenants.messaging.services import Letter, Text, can_be_answered
from tenants.messaging.sms_text import ALPHABET, to_gsm
from tenants.models import Tenant
from tenants.reference.text import normalise

#: A mail lists so many offers; all of them are behind its link.
MOST_IN_A_MAIL = 20
MOST_IN_AN_SMS = 3
LONGEST_TITLE_IN_AN_SMS = 38


def email(news: News, *, tenant: Tenant) -> Letter:
    """One mail for all the alerts of one address that had their turn."""
    context = digest_context(news, tenant=tenant)
    return Letter(
        to=news.subscriber.address,
        template="alerts/email/offers",
        context=context,
        subject_ref=f"telling:{news.telling.pk}",
        purpose=Purpose.ALERT,
        unsubscribe_url=context["unsubscribe_url"],
    )


def digest_context(news: News, *, tenant: Tenant) -> dict[str, Any]:
    """What alerts/email/offers reads."""
    link = short_link(news.telling.code, tenant=tenant)
    parts, shown = [], 0
    for alert, pairs in news.by_alert.items():
        listed = pairs[: max(0, MOST_IN_A_MAIL - shown)]
        shown += len(listed)
        if not listed:
            # The mail is full: a heading without an offer says nothing, and «et … autres» counts them.
            continue
        parts.append(
            {
                "label": alert.label,
                "rhythm": rhythm(alert.frequency),
                "rows": [_row(hit, f"{link}/{found.position}") for found, hit in listed],
                "results_url": f"{tenant.base_url}{reverse('finding:results')}?{alert.query}".rstrip("?"),
            }
        )
    first = next(iter(news.by_alert.values()))[0][1]
    return {
        "title": offers_count(len(news.found)),
        "first": first.title,
        "parts": parts,
        "left": len(news.found) - shown,
        "all_url": link,
        "manage_url": manage_url(news.subscriber, tenant=tenant),
        "unsubscribe_url": end_url(news.subscriber, news.by_alert, tenant=tenant),
    }


def sms(news: News, *, tenant: Tenant) -> Text:
    """Up to three jobs and one short link, behind which all of them are, and the way to stop."""
    hits = news.hits
    jobs = [_job(hit) for hit in hits[:MOST_IN_AN_SMS]]
    if len(hits) > MOST_IN_AN_SMS:
        more = len(hits) - MOST_IN_AN_SMS
        jobs.append(ngettext("et %(n)s autre", "et %(n)s autres", more) % {"n": more})
    lines = [
        _("%(site)s : %(count)s") % {"site": tenant.short_name, "count": offers_count(len(hits)).lower()},
        *jobs,
        short_link(news.telling.code, tenant=tenant),
        *how_to_stop(tenant),
    ]
    return Text(
        to=news.subscriber.address,
        text="\n".join(lines),
        purpose=Purpose.ALERT,
        subject_ref=f"telling:{news.telling.pk}",
    )


def how_to_stop(tenant: Tenant) -> list[str]:
    """The line that says how, unless nobody can answer this sender: then the link of the message is the way."""
    return [str(settings.SMS_STOP_TEXT)] if can_be_answered(tenant) else []


def _row(hit: Hit, url: str) -> Row:
    (row,) = rows([hit])
    return replace(row, url=url)


def _job(hit: Hit) -> str:
    where = hit.commune_name or hit.department
    far = f" ({round(hit.distance_km)} km)" if hit.distance_km else ""
    title = _gsm(hit.title)
    # «Maçon / Maçonne» names both already.
    both = f" {MARK}" if clean_title(title).endswith(MARK) else ""
    return f"- {_short(title)}{both}{_gsm(f', {where}') if where else ''}{far}"


def _gsm(text: str) -> str:
    """Without signs that GSM has not: one smiley would make the whole SMS twice as long, and as dear."""
    return " ".join("".join(sign for sign in to_gsm(text) if sign in ALPHABET).split())


def _short(title: str) -> str:
    """A title without its F/H, cut between words, and never after one that waits for another."""
    words = title.removesuffix(" F/H").removesuffix(" H/F").split()
    if len(" ".join(words)) <= LONGEST_TITLE_IN_AN_SMS:
        return " ".join(words)
    while len(words) > 1 and (len(" ".join(words)) > LONGEST_TITLE_IN_AN_SMS or is_stop_word(normalise(words[-1]))):
        words.pop()
    return " ".join(words)[:LONGEST_TITLE_IN_AN_SMS].rstrip(" ,;:–-")
