"""Open till: the float in the drawer."""
