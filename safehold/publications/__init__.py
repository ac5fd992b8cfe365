"""What the partnership publishes: the annual report and briefings, their figures, words and checks."""
