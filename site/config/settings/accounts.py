"""How staff sign in."""

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "/accounts/login/"
