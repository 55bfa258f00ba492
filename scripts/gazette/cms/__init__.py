"""The editor at admin/: Sveltia CMS with forms made from the records that the press checks. Off unless the settings turn it on."""
