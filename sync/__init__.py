"""The agent that carries facts up and feeds down."""
