"""`manage.py alerts status`."""

import json
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.timezone import localtime

from boards.alerts.desk.health import PlatformHealth, TenantHealth, health_of, minutes
from tenants.connection import connection
from tenants.enums import Channel
from tenants.models import Tenant


class Command(BaseCommand):
    help = (
        "Les alertes et leurs messages : dire où ils en sont (status). Code de sortie 1 quand quelque chose est bloqué."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["status"])
        parser.add_argument("--tenant", metavar="SCHÉMA", help="un seul territoire")
        parser.add_argument("--json", action="store_true", help="pour un outil de surveillance")

    def handle(self, *args: Any, action: str, tenant: str | None, **options: Any) -> None:
        connection.set_schema_to_public()
        tenants = Tenant.objects.live()
        if tenant:
            tenants = tenants.filter(schema_name=tenant)
            if not tenants:
                raise CommandError(
                    f"Aucun territoire en ligne ne s’appelle « {tenant} » : voyez « manage.py tenant list »."
                )
        health = health_of(list(tenants.order_by("schema_name")))
        if options["json"]:
            self.stdout.write(json.dumps(as_json(health), ensure_ascii=False, indent=2))
        else:
            for line in lines(health):
                self.stdout.write(line)
        if health.problems:
            raise CommandError("\n".join(health.problems))
        if not options["json"]:
            self.stdout.write(self.style.SUCCESS("Tout avance."))


def lines(health: PlatformHealth) -> list[str]:
    """For a terminal."""
    workers, matcher = health.workers, health.matcher
    said = [
        f"Workers : {workers.workers} en marche, dernier signe {_ago(workers.last_heartbeat)}.",
        f"Tâches : {workers.waiting} à faire, {workers.doing} en cours, {workers.stalled} abandonnées, "
        f"{workers.failed_today} échouées en 24 h.",
        f"Rapprochement : {matcher.documents} offres à comparer{_since(matcher.oldest)}.",
    ]
    for one in health.tenants:
        said += _of_tenant(one)
    return said


def _of_tenant(one: TenantHealth) -> list[str]:
    said = [
        f"{one.schema} ({one.name})",
        f"  Personnes prévenues : {one.people}, alertes actives : {one.active}",
        f"  À reprendre : {one.matched.number}{_since(one.matched.oldest)} ; "
        f"à annoncer à leur heure : {one.found.number}{_since(one.found.oldest)}",
    ]
    for channel, way in one.channels.items():
        near = " – plafond proche" if way.cap.is_near else ""
        said.append(
            f"  {_NAMES[channel]} : {way.queue.due} en retard{_since(way.queue.oldest)} ; aujourd’hui "
            f"{way.cap.used} sur {way.cap.most}{near}, échecs {way.failed}, incertains {way.unknown}"
        )
    return said


_NAMES = {Channel.EMAIL: "E-mails", Channel.SMS: "SMS"}


def as_json(health: PlatformHealth) -> dict[str, Any]:
    """For a monitor: numbers, seconds, moments in ISO 8601."""
    workers = health.workers
    return {
        "ok": not health.problems,
        "problems": health.problems,
        "workers": {
            "running": workers.workers,
            "last_heartbeat": _iso(workers.last_heartbeat),
            "waiting": workers.waiting,
            "lag_seconds": int(workers.lag.total_seconds()),
            "doing": workers.doing,
            "stalled": workers.stalled,
            "failed_today": workers.failed_today,
        },
        "matcher": {"documents": health.matcher.documents, "lag_seconds": int(health.matcher.lag.total_seconds())},
        "tenants": {one.schema: _tenant_as_json(one) for one in health.tenants},
    }


def _tenant_as_json(one: TenantHealth) -> dict[str, Any]:
    return {
        "subscribers": one.people,
        "active_alerts": one.active,
        "matched": {"waiting": one.matched.number, "oldest": _iso(one.matched.oldest)},
        "found": {"waiting": one.found.number, "oldest": _iso(one.found.oldest)},
        **{
            channel.value: {
                "due": way.queue.due,
                "lag_seconds": int(way.queue.lag.total_seconds()),
                "failed_today": way.failed,
                "unknown_today": way.unknown,
                "used_today": way.cap.used,
                "cap": way.cap.most,
                "cap_alarm": _iso(way.cap.alarm),
            }
            for channel, way in one.channels.items()
        },
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _since(moment: datetime | None) -> str:
    return f", depuis le {localtime(moment):%d/%m à %H:%M}" if moment else ""


def _ago(moment: datetime | None) -> str:
    return f"il y a {minutes(timezone.now() - moment)}" if moment else "jamais"
