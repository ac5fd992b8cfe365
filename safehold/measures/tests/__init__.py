"""Factories are shared with the tests of imports, by whose door every figure comes in."""
