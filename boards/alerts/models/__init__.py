from boards.alerts.models.alert import Alert
from boards.alerts.models.found import Found
from boards.alerts.models.subscriber import Subscriber
from boards.alerts.models.telling import Round, Telling

__all__ = ["Alert", "Found", "Round", "Subscriber", "Telling"]
