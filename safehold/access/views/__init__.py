"""Pages on the way in: choosing an agency, accepting an invitation, getting back what was typed. None lists records."""
