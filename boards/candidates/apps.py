from django.apps import AppConfig


class CandidatesConfig(AppConfig):
    name = "boards.candidates"
    label = "candidates"
