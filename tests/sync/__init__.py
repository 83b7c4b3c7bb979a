"""The agent: its cores, its replica files, its transport."""
