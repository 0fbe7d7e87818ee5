"""How a tenant tells people: its managers decide, and nothing else of it changes."""

import pytest
from django.core.exceptions import PermissionDenied

from boards.alerts.models import Alert
from boards.alerts.services.settings import AlertSettings, change_settings
from tenants.audit.models import AuditEntry
from tenants.context import current_tenant, entering
from tenants.enums import AlertFrequency
from tenants.models import Tenant
from tests.boards import making as people
from tests.boards.alerts import making

PAGE = "/espace/alertes/reglages"
SAID = {
    "alert_frequencies": ["daily", "weekly"],
    "digest_hour": "8",
    "sender_email": "emploi@cchf.example",
    "email_daily_cap": "2000",
    "sms_enabled": "on",
    "sms_sender": "EMPLOICCHF",
    "sms_daily_cap": "50",
}


def now() -> Tenant:
    return Tenant.objects.get(schema_name="alpha")


def test_what_is_decided_is_kept_and_who_decided_it(manager):
    before = now()
    assert "C’est enregistré." in manager.post(PAGE, **SAID)
    tenant = now()
    assert AlertSettings.of(tenant) == AlertSettings(
        ["daily", "weekly"], 8, "emploi@cchf.example", 2000, True, "EMPLOICCHF", 50
    )
    assert (tenant.name, tenant.state, tenant.preset) == (before.name, before.state, before.preset)
    with entering(tenant):
        line = AuditEntry.objects.get(kind="alerts.settings_changed")
    assert line.actor_id == str(manager.person.pk)
    assert line.detail["sms_daily_cap"] == [before.sms_daily_cap, 50]
    assert "sms_enabled" not in line.detail


def test_other_fields_of_the_tenant_are_not_for_this_form(manager):
    manager.post(PAGE, **SAID, name="Autre", publishing_policy="open", schema_name="gamma", state="archived")
    tenant = now()
    assert (tenant.schema_name, tenant.state, tenant.name) == ("alpha", "live", manager.tenant.name)
    assert tenant.publishing_policy == manager.tenant.publishing_policy


def test_a_rhythm_that_is_no_longer_offered_goes_on(manager):
    with entering(manager.tenant):
        alert = making.alert("lucie@exemple.example", frequency=AlertFrequency.NOW)
    manager.post(PAGE, **SAID)
    with entering(now()):
        assert Alert.objects.get(pk=alert.pk).frequency == "now"


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"alert_frequencies": []}, "Proposez au moins un rythme."),
        ({"digest_hour": "3"}, "Sélectionnez un choix valide"),
        ({"sender_email": "emploi"}, "comme nom@exemple.fr"),
        ({"sms_sender": "CC HF"}, "sans espace ni accent"),
        ({"sms_daily_cap": "-1"}, "supérieure ou égale à 0"),
        ({"email_daily_cap": "beaucoup"}, "nombre entier"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(manager, changed, message):
    before = AlertSettings.of(now())
    page = manager.post(PAGE, **SAID | changed)
    assert message in page
    assert AlertSettings.of(now()) == before


def test_nothing_changed_leaves_no_line(manager):
    manager.post(PAGE, **SAID)
    manager.post(PAGE, **SAID)
    with entering(manager.tenant):
        assert AuditEntry.objects.filter(kind="alerts.settings_changed").count() == 1


def test_an_adviser_decides_nothing(adviser, in_alpha):
    assert adviser.client.get(PAGE).status_code == 403
    with pytest.raises(PermissionDenied):
        change_settings(
            tenant=current_tenant(),
            settings=AlertSettings.of(now()),
            by=people.person("conseillere@cchf.example", role="adviser"),
        )
