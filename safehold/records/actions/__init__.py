"""What can be done to what every record has: documents, messages, deadlines, and who is in and who is out."""
