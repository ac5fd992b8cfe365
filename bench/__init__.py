"""The speed goals, each measured beside what it is held against, on this machine alone.

``python -m bench`` runs them all and ``python -m bench report pages`` some; each adds its rows to
``docs/results/bench.md`` under the day it ran. Everything stays on the loopback address, and what is built on the way
lies under ``.bench/``. A contender and its peers run in turn, at least three rounds in one run; what counts is the ratio
of their medians and of their processor time per request or per run, which move far less on a busy machine than seconds.
"""
