from boards.accounts.models.attempt import Attempt
from boards.accounts.models.secret import SealedSecret
from boards.accounts.models.user import User, UserManager

__all__ = ["Attempt", "SealedSecret", "User", "UserManager"]
