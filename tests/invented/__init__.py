"""An invented kind of record, so that seeing, moving and correcting are proved without any real module."""
