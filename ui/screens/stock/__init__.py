"""The stock room: what is here, what is changed, what is counted."""
