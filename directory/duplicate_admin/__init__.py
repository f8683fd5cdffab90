"""How do editors make two listings one, and keep out what must not come back?"""
