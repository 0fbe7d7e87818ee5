from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "tenants.messaging"
    label = "messaging"

    def ready(self) -> None:
        """Hear what Anymail's webhooks bring (tenants.messaging.callbacks.email)."""
        from anymail.signals import tracking

        from tenants.messaging import checks  # noqa: F401  registers the start-up checks
        from tenants.messaging.bounces import heard

        tracking.connect(heard, dispatch_uid="messaging.bounces")
