"""Every mail of offers, accounts and publishing: subject, text, HTML, links of this tenant and no other."""

import re

import pytest

from tenants.context import entering
from tenants.messaging.services import queue_email
from tests.boards import making

TEMPLATES = [
    *(f"offers/email/{name}" for name in ("approved", "published", "waiting", "refused", "still_open", "expired")),
    "publishing/email/code",
    "account/email/login_code",
    "account/email/unknown_account",
]


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_mail_is_whole_in_both_forms_and_points_home(in_alpha, template):
    offer = making.live(title="Boulanger & <pâtissier> F/H")
    offer.refusal_reason = "Précisez « l’horaire » & le lieu."
    context = {"offer": offer, "renew_path": "/offres/renouveler/x", "code": "123456", "minutes": 15}
    mail = queue_email(to="paul@vandaele.example", template=template, context=context)
    assert 10 < len(mail.subject) < 100
    assert "&" not in mail.subject.replace("& ", "")
    for text in (mail.text, mail.html):
        assert "{{" not in text
        assert "{%" not in text
        assert "\n\n\n" not in mail.text
        links = re.findall(r"https?://[^/\s\"<)]+", text)
        assert set(links) == {"http://alpha.test"}
    assert "&amp;" not in mail.text
    assert "<pâtissier>" not in mail.html
    assert max(map(len, mail.text.splitlines())) < 300


def test_each_tenant_writes_in_its_own_look(alpha, beta):
    mails = []
    for tenant in (alpha, beta):
        with entering(tenant):
            mails.append(queue_email(to="a@b.example", template="publishing/email/code", context={"code": "1"}))
    assert "Hauts de Flandre" in mails[0].html
    assert "Cœur de Flandre" in mails[1].html
    assert "Hauts de Flandre" not in mails[1].html
    assert "#1f5c3d" in mails[0].html
    assert "#4b2bd6" in mails[1].html


def test_a_broken_look_still_writes(alpha):
    alpha.token_overrides = {"brand": "url(javascript:1)"}
    alpha.save(update_fields=["token_overrides"])
    with entering(alpha):
        mail = queue_email(to="a@b.example", template="publishing/email/code", context={"code": "1"})
    assert "javascript" not in mail.html
