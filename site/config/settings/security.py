"""What protects the people who use the site: cookies, headers, the content policy."""

from csp.constants import NONE, SELF

from config.settings import environment

SECRET_KEY = environment.secret("WAYMARK_SECRET_KEY", "Django's secret key; made on first start.")
ALLOWED_HOSTS = environment.words(
    "WAYMARK_HOSTS", ("localhost", "127.0.0.1", "[::1]"), "Host names the site answers to."
)
CSRF_TRUSTED_ORIGINS = environment.words(
    "WAYMARK_ORIGINS", (), "Origins that may post to the site, such as https://www.example.org."
)
_https = environment.flag("WAYMARK_HTTPS", False, "Whether visitors come by https (cookies, HSTS).")

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _https
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 8 * 3600
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _https else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/admin/"],  # the admin gets its own header from core.middleware
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    },
}
FILE_UPLOAD_HANDLERS = [
    "core.uploads.VisitorsLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: []
    for name in ("camera", "microphone", "geolocation", "payment", "usb", "display-capture")
}

# Ordered "id:key" pairs, the first encrypts; each key is 32 bytes in base64.
WAYMARK_FIELD_KEYS = [
    key
    for key in environment.secret(
        "WAYMARK_FIELD_KEYS", "Keys of encrypted fields, id:base64, the current one first."
    ).split(",")
    if key
]
