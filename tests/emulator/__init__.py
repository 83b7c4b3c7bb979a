"""The printer adapter held against emupos, a receipt printer that somebody else emulated: a check of development."""
