"""What a person does in the stock room."""
