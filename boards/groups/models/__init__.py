from boards.groups.models.group import Group, Membership
from boards.groups.models.post import Post, SharedOffer
from boards.groups.models.workshop import Signup, Workshop

__all__ = ["Group", "Membership", "Post", "SharedOffer", "Signup", "Workshop"]
