"""The headings in the admin: the tree, and what is done to one heading."""
