"""What can be done to accounts, memberships, roles and invitations. Each is one act, with one line in the trail."""
