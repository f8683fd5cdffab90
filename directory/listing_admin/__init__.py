"""The list of listings in the admin: its columns, filters, files and what is done to many."""
