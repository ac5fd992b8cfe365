"""The promises of counting; `factories` holds the invented tables, periods and rows that they are made about."""
