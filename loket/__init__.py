"""The front door: settings, the composition root, the command line."""
