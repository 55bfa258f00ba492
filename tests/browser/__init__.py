"""Browser tests: the real site, built and served below a sub-path, looked at with Debian's Chromium."""
