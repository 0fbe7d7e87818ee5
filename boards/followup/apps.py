from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "boards.followup"
    label = "followup"
