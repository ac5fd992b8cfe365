"""The pages of the audit trail: searching and exporting it, and who looked at one record. For investigators."""
