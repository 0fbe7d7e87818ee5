"""What the fork server of `sender` imports before it forks: Django, set up for tests, without a connection."""

import django

from deploy.settings import environment

environment.use_settings("deploy.settings.test")
django.setup()

import time_machine  # noqa: E402, F401

from tenants.messaging.sending import emails, texts  # noqa: E402, F401
from tests import database  # noqa: E402, F401
from tests.faults import sender  # noqa: E402, F401
