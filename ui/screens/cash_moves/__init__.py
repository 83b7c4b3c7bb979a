"""Cash that goes into the drawer and out of it beside sales."""
