"""Stories of the store: real screens, real files, a real agent and a real centre, told in the shop's words."""
