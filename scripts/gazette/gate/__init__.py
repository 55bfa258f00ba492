"""The gate: what must not go out, found in texts, tables, names of files and attachments."""
