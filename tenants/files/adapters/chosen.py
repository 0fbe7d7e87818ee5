"""The scanner that the settings name."""

from collections.abc import Callable

from django.conf import settings

from tenants.files.adapters.clamd import ClamdScanner
from tenants.files.adapters.local import LocalScanner
from tenants.files.adapters.off import NoScanner
from tenants.files.ports import ScannerPort

SCANNERS: dict[str, Callable[[], ScannerPort]] = {"clamd": ClamdScanner, "local": LocalScanner, "off": NoScanner}


def scanner() -> ScannerPort:
    return SCANNERS[settings.VIRUS_SCANNER]()
