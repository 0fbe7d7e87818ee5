"""Polygons as PostGIS writes them (hexadecimal WKB), read without a geometry library."""

import struct

Ring = list[list[float]]  # [[lon, lat], …], closed

_POLYGON, _MULTIPOLYGON = 3, 6
_HAS_SRID = 0x20000000
_DECIMALS = 5  # about a metre


class NotAPolygonError(ValueError):
    """The bytes are not a polygon or a multipolygon."""


def rings_of(hexadecimal: str) -> list[Ring]:
    """All rings of a (multi)polygon in degrees: outer ones, holes and islands, rounded to a metre.

    Raises NotAPolygonError on anything else.
    """
    try:
        rings, _ = _geometry(bytes.fromhex(hexadecimal), 0)
    except (ValueError, struct.error, IndexError) as error:
        raise NotAPolygonError(str(error)) from error
    return [ring for ring in rings if len(ring) >= 4]


def _geometry(data: bytes, at: int) -> tuple[list[Ring], int]:
    order = "<" if data[at] else ">"
    (kind,) = struct.unpack_from(f"{order}I", data, at + 1)
    at += 5
    if kind & _HAS_SRID:
        kind, at = kind & ~_HAS_SRID, at + 4
    if kind not in {_POLYGON, _MULTIPOLYGON}:
        raise NotAPolygonError(f"geometry of type {kind}")
    (count,) = struct.unpack_from(f"{order}I", data, at)
    at += 4
    rings: list[Ring] = []
    for _ in range(count):
        if kind == _MULTIPOLYGON:
            more, at = _geometry(data, at)
            rings += more
        else:
            ring, at = _ring(data, at, order)
            rings.append(ring)
    return rings, at


def _ring(data: bytes, at: int, order: str) -> tuple[Ring, int]:
    (count,) = struct.unpack_from(f"{order}I", data, at)
    flat = struct.unpack_from(f"{order}{2 * count}d", data, at + 4)
    ring: Ring = []
    for x, y in zip(flat[::2], flat[1::2], strict=True):
        point = [round(x, _DECIMALS), round(y, _DECIMALS)]
        # Rounding makes twins, on both sides of a shared border alike.
        if not ring or ring[-1] != point:
            ring.append(point)
    return ring, at + 4 + 16 * count
