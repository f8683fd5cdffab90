"""How a message leaves the site."""
