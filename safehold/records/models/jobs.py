"""What the worker and the scheduler leave behind, so that two of them never do one thing twice."""

from django.db import models


class Job(models.Model):
    """One line of the schedule: when it is next due. Whoever moves ``next_at`` on has claimed this run of it."""

    name = models.CharField(max_length=60, unique=True)
    next_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)  # since it last went well

    class Meta:
        ordering = ["name"]

    class Privacy:
        plain = {"id", "name", "next_at", "started_at", "finished_at", "failed_at", "failures"}

    def __str__(self) -> str:
        return self.name


class Pulse(models.Model):
    """That a worker was alive: what a worker that was killed had begun is given to another."""

    worker = models.CharField(max_length=64, unique=True)
    beat_at = models.DateTimeField()

    class Privacy:
        plain = {"id", "worker", "beat_at"}

    def __str__(self) -> str:
        return self.worker
