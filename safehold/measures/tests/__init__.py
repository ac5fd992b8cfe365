"""The tests of measures, and the rows and figures that they share with nobody."""
