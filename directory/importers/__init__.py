"""Readers of the files of outside sources; each gives listings and writes nothing."""
