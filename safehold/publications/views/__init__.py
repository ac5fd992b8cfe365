"""The pages of annual reports: the list, one report, its sections, its checks, and what can be done with it."""
