"""The pages of the partnership: its structure, groups, agencies, registers and packs."""
