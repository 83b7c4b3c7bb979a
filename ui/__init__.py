"""The screens a store works on: they draw and forward, and decide nothing."""
