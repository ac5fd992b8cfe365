"""What the pages of assurance ask."""
