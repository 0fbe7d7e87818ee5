"""Which neighbours may show a document: those with a commune within commuting range, where its owner shares it.

Computed when a document is put and kept on the row, so that a search compares one array instead of two territories.
"""

import math
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import CharField, F, Func, Value
from django.utils import timezone

from search.geo import EARTH_RADIUS_KM, HAVERSINE_SQL
from search.models import JobDocument
from search.wake import wake_after_commit
from tenants.enums import TenantState
from tenants.models import Tenant

# Whether a commune of a territory is within range of a job: by distance where both have a position, otherwise by the
# job's commune, else its postcode, else its department. The box spares the formula most communes.
_TOUCHES = f"""
CASE WHEN job.latitude IS NOT NULL THEN
       commune.latitude BETWEEN job.latitude - %(degrees)s AND job.latitude + %(degrees)s
       AND {HAVERSINE_SQL.format(a="commune", b="job")} <= %(range)s
     WHEN job.commune_insee <> '' THEN commune.insee = job.commune_insee
     WHEN job.postcode <> '' THEN job.postcode = ANY(commune.postcodes)
     ELSE commune.department = job.department END
"""
_NEIGHBOURS_OF_A_JOB = f"""
SELECT DISTINCT tenant.schema_name
FROM tenants_territorycommune AS territory
JOIN tenants_tenant AS tenant ON tenant.id = territory.tenant_id
JOIN reference_commune AS commune ON commune.insee = territory.insee
CROSS JOIN (SELECT %(latitude)s::float8 AS latitude, %(longitude)s::float8 AS longitude,
                   %(insee)s AS commune_insee, %(postcode)s AS postcode, %(department)s AS department) AS job
WHERE tenant.state <> %(archived)s AND tenant.schema_name <> %(schema)s AND {_TOUCHES}
"""  # noqa: S608  both pieces are constants of ours
_JOBS_OF_A_NEIGHBOUR = f"""
WITH reached AS (
  SELECT job.id, EXISTS (
    SELECT FROM tenants_territorycommune AS territory
    JOIN tenants_tenant AS tenant ON tenant.id = territory.tenant_id
    JOIN reference_commune AS commune ON commune.insee = territory.insee
    WHERE tenant.schema_name = %(schema)s AND {_TOUCHES}) AS now
  FROM search_jobdocument AS job
  WHERE NOT job.withdrawn AND job.sharing <> 'never' AND job.schema <> %(schema)s)
UPDATE search_jobdocument AS job
SET audience = CASE WHEN reached.now
      THEN ARRAY(SELECT one FROM unnest(job.audience || %(schema)s::varchar) AS one ORDER BY one COLLATE "C")
      ELSE array_remove(job.audience, %(schema)s::varchar) END,
    version = job.version + 1, changed_at = %(moment)s
FROM reached
WHERE reached.id = job.id AND reached.now <> (%(schema)s = ANY(job.audience))
"""  # noqa: S608  both pieces are constants of ours


def audience_of(content: Mapping[str, Any]) -> list[str]:
    """Schemas that may show a document, in byte order, with "*" when its owner shares it everywhere.

    `content` has the columns of a JobDocument. The range is SEARCH_COMMUTING_RANGE_KM, great-circle.
    """
    if content["sharing"] == "never":
        return []
    everywhere = {JobDocument.EVERYBODY} if content["sharing"] == "everywhere" else set()
    with connection.cursor() as cursor:
        cursor.execute(
            _NEIGHBOURS_OF_A_JOB,
            {
                **_range(),
                "schema": content["schema"],
                "archived": TenantState.ARCHIVED.value,
                "latitude": content["latitude"],
                "longitude": content["longitude"],
                "insee": content["commune_insee"],
                "postcode": content["postcode"],
                "department": content["department"],
            },
        )
        return sorted(everywhere | {schema for (schema,) in cursor.fetchall()})


def _range() -> dict[str, float]:
    reach = float(settings.SEARCH_COMMUTING_RANGE_KM)
    return {"range": reach, "degrees": math.degrees(reach / EARTH_RADIUS_KM) * 1.000001}


def tenant_changed(*, tenant: Tenant) -> None:
    """A listener (settings.TENANT_LISTENERS): the neighbours' offers reach a new tenant the moment it opens."""
    refresh(tenant.schema_name)


@transaction.atomic
def refresh(schema: str) -> int:
    """Bring the audiences in step after a tenant's territory or sharing changed. Returns the documents changed.

    Its own documents take the tenant's present sharing; everybody else's gain or lose this tenant. The documents of a
    tenant that is archived or gone are withdrawn, and nobody else's name it any more.
    """
    tenant = Tenant.objects.filter(schema_name=schema).exclude(state=TenantState.ARCHIVED).first()
    if tenant is None:
        gone = withdraw_all(schema) + _forget_neighbour(schema)
        if gone:
            wake_after_commit()
        return gone
    changed = 0
    moment = timezone.now()
    for row in JobDocument.objects.live().filter(schema=schema).select_for_update().order_by("pk"):
        audience = audience_of({**vars(row), "sharing": tenant.shares_offers})
        if (tenant.shares_offers, audience) != (row.sharing, row.audience):
            row.sharing, row.audience = tenant.shares_offers, audience
            row.version, row.changed_at = row.version + 1, moment
            row.save(update_fields=["sharing", "audience", "version", "changed_at"])
            changed += 1
    with connection.cursor() as cursor:
        cursor.execute(_JOBS_OF_A_NEIGHBOUR, {**_range(), "schema": schema, "moment": moment})
        changed += int(cursor.rowcount)
    if changed:
        wake_after_commit()
    return changed


def _forget_neighbour(schema: str) -> int:
    forgotten: int = (
        JobDocument.objects.live()
        .filter(audience__contains=[schema])
        .update(
            audience=Func(F("audience"), Value(schema, CharField()), function="array_remove"),
            version=F("version") + 1,
            changed_at=timezone.now(),
        )
    )
    return forgotten


@transaction.atomic
def withdraw_all(schema: str) -> int:
    """Take every document of a tenant out of the index, as when it is archived. Returns how many."""
    gone = (
        JobDocument.objects.live()
        .filter(schema=schema)
        .update(**emptied(timezone.now()), withdrawn=True, version=F("version") + 1)
    )
    if gone:
        wake_after_commit()
    return gone


def emptied(now: datetime) -> dict[str, Any]:
    """The columns of a row that nobody may read any more: withdrawn offers leave no text behind."""
    texts = (
        "title", "employer_name", "description", "occupation_label", "salary_label", "licence_label",
        "commune_name", "stems_title", "stems_occupation", "stems_about", "stems_body", "vector", "fingerprint",
    )  # fmt: skip
    return dict.fromkeys(texts, "") | {
        "audience": [], "words": [], "sources": [], "latitude": None, "longitude": None, "changed_at": now
    }  # fmt: skip
