from boards.rights.models.controller import Controller
from boards.rights.models.copy import Copy
from boards.rights.models.warning import AccountWarning

__all__ = ["AccountWarning", "Controller", "Copy"]
