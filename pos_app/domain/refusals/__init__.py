"""What the store's rules say no to, a chapter a module: a class each with typed fields, never a sentence."""
