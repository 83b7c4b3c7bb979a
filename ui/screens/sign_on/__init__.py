"""Sign-on: who works here now."""
