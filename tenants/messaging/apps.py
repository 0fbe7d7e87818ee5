from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "tenants.messaging"
    label = "messaging"

    def ready(self) -> None:
        """Hear what Anymail's webhooks bring (tenants.messaging.callbacks.email)."""
        from anymail.signals import inbound, tracking

        from tenants.messaging import checks  # noqa: F401  registers the start-up checks
        from tenants.messaging.bounces import heard
        from tenants.messaging.incoming.webhook import arrived

        tracking.connect(heard, dispatch_uid="messaging.bounces")
        inbound.connect(arrived, dispatch_uid="messaging.incoming")
