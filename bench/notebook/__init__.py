"""A kind of record that exists for measuring alone: as many fields as a case has, the real page shapes, a million rows."""
