"""How everything looks: colours, type, space, icons and the one style sheet."""
