"""The outbox page of the demo: this tenant's mails, and only where it is switched on."""

from django.test import override_settings

from tenants.context import entering
from tenants.messaging.services import queue_email


def test_it_shows_this_tenants_mails_and_no_others(alpha, beta, visit):
    with entering(alpha):
        queue_email(to="a@alpha.example", template="publishing/email/code", context={"code": "424242"})
    assert "424242" in visit(alpha).get("/outbox").content.decode()
    page = visit(beta).get("/outbox").content.decode()
    assert "424242" not in page
    assert "Aucun e-mail" in page


def test_switched_off_it_does_not_exist(alpha, visit):
    with override_settings(SHOW_OUTBOX=False):
        assert visit(alpha).get("/outbox").status_code == 404
