"""What gathers: the front page, each person's work, navigation, the pages that anyone may read, people and the trail."""
