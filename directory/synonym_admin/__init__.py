"""How do editors keep the other words that people type?"""
