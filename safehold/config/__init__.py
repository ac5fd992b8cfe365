"""Settings, addresses and templates: the one place that knows everything."""
