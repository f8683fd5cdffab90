"""Which words and widgets do the forms of sign-in have?

allauth's forms put the label into the box as a placeholder and write for a general reader; ours
have a label above the box and say the same in plain words. What they check is allauth's.
"""

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm as AllauthChangePasswordForm,
)
from allauth.account.forms import (
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms

_EMAIL = "E-mail address"
_WRONG_EMAIL = "Write the e-mail address like this: name@example.org"


class _Plain(forms.Form):
    """A form without placeholders, with our labels, hints and messages."""

    labels: dict[str, str] = {}
    hints: dict[str, str] = {}
    missing: dict[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs["spellcheck"] = "false"
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")
            if name in self.missing:
                field.error_messages["required"] = self.missing[name]
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = _WRONG_EMAIL
                for validator in field.validators:
                    if hasattr(validator, "message") and hasattr(validator, "user_regex"):
                        validator.message = _WRONG_EMAIL


class SignInForm(_Plain, LoginForm):
    """E-mail address and password."""

    labels = {"login": _EMAIL, "password": "Password"}
    missing = {"login": "Write your e-mail address", "password": "Write your password"}


class ForgottenPasswordForm(_Plain, ResetPasswordForm):
    """The address that a link to a new password goes to."""

    labels = {"email": _EMAIL}
    missing = {"email": "Write your e-mail address"}


class NewPasswordForm(_Plain, ResetPasswordKeyForm):
    """A new password, twice."""

    labels = {"password1": "New password", "password2": "New password again"}
    hints = {"password1": "At least 12 letters, numbers or signs. Three words work well."}
    missing = {
        "password1": "Write a new password",
        "password2": "Write the new password again",
    }


class ChangePasswordForm(_Plain, AllauthChangePasswordForm):
    """The password now, and a new one, twice."""

    labels = {"oldpassword": "Password now", **NewPasswordForm.labels}
    hints = NewPasswordForm.hints
    missing = {"oldpassword": "Write the password you have now", **NewPasswordForm.missing}


class ConfirmPasswordForm(_Plain, ReauthenticateForm):
    """The password once more, before something that matters."""

    labels = {"password": "Password"}
    missing = {"password": "Write your password"}


class _Code(_Plain):
    labels = {"code": "Code"}
    hints = {"code": "Six numbers from your app, or one of your recovery codes"}
    missing = {"code": "Write the code"}


class CodeForm(_Code, AuthenticateForm):
    """A code from the app, or a recovery code, while signing in."""


class ConfirmCodeForm(_Code, ReauthenticateCodeForm):
    """A code once more, before something that matters."""


class ActivateAppForm(_Code, ActivateTOTPForm):
    """The first code, which shows that the app is set up."""

    hints = {"code": "The six numbers that your app shows now"}


class AddPasskeyForm(_Plain, AddWebAuthnForm):
    """A name for a new passkey, and whether it is enough by itself."""

    labels = {"name": "A name for it", "passwordless": "Sign in with this alone, without password"}
    hints = {"passwordless": "Your device then asks for your fingerprint, face or PIN."}


class RenamePasskeyForm(_Plain, EditWebAuthnForm):
    """Another name for a passkey."""

    labels = {"name": "Name"}
    missing = {"name": "Write a name"}
