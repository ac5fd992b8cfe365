"""``pages.faults(html)`` reads a page as a browser and a careful person would; every package's tests may use it."""
