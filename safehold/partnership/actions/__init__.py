"""What can be done to the partnership: agencies, groups, seats, what it has chosen, packs, and dated rows of any kind."""
