"""Signing in: allauth does it, and these say how we want it done."""
