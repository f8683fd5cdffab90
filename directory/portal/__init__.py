"""The pages of community groups."""
