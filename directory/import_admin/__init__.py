"""How do editors bring in somebody else's file, look at it first, and take it back?"""
