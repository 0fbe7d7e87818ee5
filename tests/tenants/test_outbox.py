"""The outbox page of the demo: this tenant's messages as they will look, and only where it is switched on."""

from django.test import override_settings

from tenants.context import entering
from tenants.messaging.enums import Purpose
from tenants.messaging.services import queue_email, queue_sms


def test_it_shows_this_tenants_mails_and_no_others(alpha, beta, visit):
    with entering(alpha):
        queue_email(to="a@alpha.example", template="publishing/email/code", context={"code": "424242"})
    assert "424242" in visit(alpha).get("/outbox").content.decode()
    page = visit(beta).get("/outbox").content.decode()
    assert "424242" not in page
    assert "Aucun e-mail" in page
    assert "Aucun SMS" in page


def test_a_letter_is_framed_by_its_own_site_and_runs_nothing(alpha, beta, visit):
    with entering(alpha):
        letter = queue_email(to="a@alpha.example", template="publishing/email/code", context={"code": "424242"})
    path = f"/outbox/{letter.pk}/lettre"
    page = visit(alpha).get("/outbox")
    assert f'<iframe src="{path}"' in page.content.decode()
    assert page["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    framed = visit(alpha).get(path)
    assert framed["X-Frame-Options"] == "SAMEORIGIN"
    policy = framed["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "script" not in policy
    assert "424242" in framed.content.decode()
    assert visit(beta).get(path).status_code == 404


def test_a_text_shows_what_it_costs(alpha, visit):
    with entering(alpha):
        queue_sms(to="06 12 34 56 78", text="« Boulanger » à Bergues " + "a" * 160, purpose=Purpose.ALERT)
    page = visit(alpha).get("/outbox").content.decode()
    assert "06 12 34 56 78" in page
    assert "2 segments GSM" in page
    assert "0,14 €" in page


def test_switched_off_it_does_not_exist(alpha, visit):
    with entering(alpha):
        letter = queue_email(to="a@alpha.example", template="publishing/email/code", context={"code": "1"})
    with override_settings(SHOW_OUTBOX=False):
        assert visit(alpha).get("/outbox").status_code == 404
        assert visit(alpha).get(f"/outbox/{letter.pk}/lettre").status_code == 404
