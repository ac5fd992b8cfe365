from django.apps import AppConfig

from safehold.access import guards


class Letters(AppConfig):
    name = "safehold.letters"
    label = "letters"

    def ready(self) -> None:
        guards.keep("letters_paper", words="A file that was made or sent cannot be changed")
        guards.keep("letters_draft", "letters_proof", words="What a letter said cannot be changed")
        guards.keep("letters_finishing", words="That somebody finished a copy cannot be changed")
        guards.keep("letters_look", "letters_sending", words="The log of letters cannot be changed")
