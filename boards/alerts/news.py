"""What one message tells one subscriber."""

from dataclasses import dataclass, field

from boards.alerts.models import Alert, Found, Subscriber, Telling
from search.find import Hit


@dataclass
class News:
    """Offers that are new to somebody, alert by alert; each offer through the first alert that found it."""

    subscriber: Subscriber
    telling: Telling
    by_alert: dict[Alert, list[tuple[Found, Hit]]] = field(default_factory=dict)

    @property
    def found(self) -> list[Found]:
        """All of them in the order of the message."""
        return [found for some in self.by_alert.values() for found, _hit in some]

    @property
    def hits(self) -> list[Hit]:
        return [hit for some in self.by_alert.values() for _found, hit in some]
