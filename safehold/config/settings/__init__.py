"""One file for each way of running: ``demo``, ``test`` and ``production``, all on top of ``base``."""
