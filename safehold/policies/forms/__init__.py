"""What the pages of policies ask."""
