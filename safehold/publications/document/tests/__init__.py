"""A wholly invented report of about twenty pages, on which every output is tried."""
