from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class Partnership(AppConfig):
    name = "safehold.partnership"
    label = "partnership"

    def ready(self) -> None:
        from safehold.partnership import guards  # needs the models, which are there only now

        pre_migrate.connect(guards.make_ready, sender=self, dispatch_uid="partnership extension")
        post_migrate.connect(guards.put_up, sender=self, dispatch_uid="partnership guards")
