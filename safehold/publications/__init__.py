"""Publications: the annual report and briefings, each section with an owner and every figure a reference to data."""
