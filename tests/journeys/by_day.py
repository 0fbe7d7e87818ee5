"""The journeys' site by day: SMS of alerts leave between 8 and 20 h on working days, and tests run at any hour.

Web and worker live in the newest hour of daylight that lies behind us; the clock runs on as usual. A database keeps
its own time, which is later, so that whatever is due in the processes' time is due in its time too.
"""

from datetime import UTC, datetime, timedelta

import time_machine

from deploy.settings import environment
from tests.journeys import settings

globals().update({name: value for name, value in vars(settings).items() if name.isupper()})
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST, EMAIL_PORT = "127.0.0.1", int(environment.number("SMTP_SINK", 0))
EMAIL_USE_TLS = False
_BEHIND = timedelta(hours=environment.number("HOURS_BEHIND", 0))
if _BEHIND:
    time_machine.travel(datetime.now(UTC) - _BEHIND, tick=True).start()
