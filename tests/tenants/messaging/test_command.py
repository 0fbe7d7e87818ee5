"""What the operator copies into a provider's pages is an address that answers."""

import json
import re
from io import StringIO
from urllib.parse import urlsplit

from django.core.management import call_command
from django.test import Client, override_settings

from tests.peers.sms import CREDENTIALS


def said(**settings: object) -> str:
    out = StringIO()
    with override_settings(**settings):
        call_command("messaging", "callbacks", stdout=out)
    return out.getvalue()


def test_each_territorys_address_is_its_own_and_answers(alpha, beta):
    lines = said(SMS_PROVIDER="brevo", SMS_CREDENTIALS=CREDENTIALS["brevo"], SMS_CALLBACK_SECRET="partage")
    urls = re.findall(r"http://\S+", lines)
    assert [urlsplit(url).netloc for url in urls] == ["alpha.test", "beta.test", "gamma.test", "bassin.test"]
    stop = {"msg_status": "unsubscribe", "to": "33612345678"}
    with override_settings(SMS_PROVIDER="brevo", SMS_CALLBACK_SECRET="partage"):
        for url in urls:
            assert post(url, stop) == 204, url
            assert post(f"{url}x", stop) == 404
        assert post(urls[0].replace("alpha.test", "beta.test"), stop) == 404


def post(url: str, body: dict[str, str]) -> int:
    parts = urlsplit(url)
    client = Client(HTTP_HOST=parts.netloc, enforce_csrf_checks=True)
    return client.post(parts.path, json.dumps(body), content_type="application/json").status_code


def test_where_nothing_leaves_nobody_calls_back(alpha):
    assert "rien ne part" in said()
    assert "SMS_CALLBACK_SECRET" in said(SMS_PROVIDER="brevo")
