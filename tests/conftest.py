"""The world, for every test below."""

from tests.world import world

__all__ = ["world"]
