"""The documents, held against the programs that they tell of."""
