"""Tests of reading and writing files; ``factories`` makes honest and hostile ones."""
