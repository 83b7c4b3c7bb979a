"""The screens: each is a folder with a screen that draws, a presenter that decides what, and a view state between."""
