"""Publishing: manifests, targets, a web server, and builds that are killed."""
