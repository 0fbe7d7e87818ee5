"""JobPosting: what Google for Jobs requires and recommends."""

import json
import re
from decimal import Decimal

import pytest

from boards.finding.posting import employment_types, posting, posting_json
from boards.offers.models import Offer
from tests.boards import making

REQUIRED = {"title", "description", "datePosted", "hiringOrganization", "jobLocation"}
RECOMMENDED = {
    "validThrough", "employmentType", "baseSalary", "identifier", "directApply", "totalJobOpenings",
    "experienceRequirements", "occupationalCategory", "url",
}  # fmt: skip


def full(**values):
    said = {
        "full_time": True,
        "salary_min": Decimal("12.50"),
        "salary_max": Decimal("14"),
        "salary_period": "hour",
        "weekly_hours": 35,
        "experience": "beginner",
        "posts": 3,
        **values,
    }
    return making.live(**said)


def test_every_required_and_recommended_field(in_alpha):
    offer = full(description="Pétrir.\n\n- la nuit")
    found = posting(offer, tenant=in_alpha)
    assert set(found) >= REQUIRED | RECOMMENDED
    assert found["description"] == "<p>Pétrir.</p><ul><li>la nuit</li></ul>"
    assert found["jobLocation"]["address"] == {
        "@type": "PostalAddress",
        "addressLocality": "Bergues",
        "postalCode": "59380",
        "addressRegion": "Hauts-de-France",
        "addressCountry": "FR",
    }
    assert found["baseSalary"] == {
        "@type": "MonetaryAmount",
        "currency": "EUR",
        "value": {"@type": "QuantitativeValue", "unitText": "HOUR", "minValue": 12.5, "maxValue": 14.0},
    }
    assert found["employmentType"] == ["FULL_TIME"]
    assert found["totalJobOpenings"] == 3
    assert found["directApply"] is False
    assert found["experienceRequirements"] == "no requirements"
    assert found["occupationalCategory"] == "D1102 Boulanger"
    assert found["url"] == f"http://alpha.test/offres/{offer.pk}"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT23:59:59\+0[12]:00", found["validThrough"])
    assert found["validThrough"][:10] == offer.fresh_until.isoformat()


@pytest.mark.parametrize(
    ("contract", "nature", "full_time", "said"),
    [
        ("CDI", "E1", True, ["FULL_TIME"]),
        ("CDI", "E1", False, ["PART_TIME"]),
        ("CDD", "E1", None, ["TEMPORARY"]),
        ("MIS", "E1", True, ["FULL_TIME", "TEMPORARY"]),
        ("STAGE", "ST", True, ["INTERN"]),
        ("LIB", "NS", None, ["CONTRACTOR"]),
        ("CDI", "E1", None, []),
    ],
)
def test_two_axes_and_hours_in_googles_words(contract, nature, full_time, said):
    assert employment_types(Offer(contract_type=contract, contract_nature=nature, full_time=full_time)) == said


@pytest.mark.parametrize(
    ("low", "high", "value"),
    [
        (Decimal(1950), None, {"minValue": 1950.0}),
        (None, Decimal(2200), {"maxValue": 2200.0}),
        (Decimal(2000), Decimal(2000), {"value": 2000.0}),
    ],
)
def test_a_salary_with_one_end(low, high, value, in_alpha):
    offer = full(salary_min=low, salary_max=high, salary_period="month")
    found = posting(offer, tenant=in_alpha)["baseSalary"]["value"]
    assert {name: found[name] for name in value} == value
    assert found["unitText"] == "MONTH"


def test_what_is_not_known_is_left_out(in_alpha):
    found = posting(making.live(), tenant=in_alpha)
    assert "baseSalary" not in found
    assert "experienceRequirements" not in found
    assert None not in found.values()


def test_no_text_of_an_advert_can_leave_the_block(in_alpha, visit):
    evil = "</script><script>alert(1)</script><!-- \u2028 & "
    offer = full(description=f"Un texte assez long {evil}")
    Offer.objects.filter(pk=offer.pk).update(title=evil)
    offer.refresh_from_db()
    assert not set("<>&\u2028") & set(posting_json(offer, tenant=in_alpha))
    html = visit(in_alpha).get(f"/offres/{offer.pk}").content.decode()
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert json.loads(block[1])["title"] == evil
    assert "<script>alert" not in html
