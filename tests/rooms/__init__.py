"""What the world of the tests has of each room, and what more can be written down there: one module a room."""
