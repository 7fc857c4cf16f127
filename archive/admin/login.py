"""Logging in: what no user name can be is refused before the attempt is counted and stored."""

from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import UsernameField
from django.contrib.auth.models import User


class LoginForm(AdminAuthenticationForm):
    username = UsernameField(max_length=User._meta.get_field("username").max_length)
