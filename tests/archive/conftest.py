"""Who the archive's tests are."""

import pytest
from django.contrib.auth.models import User
from django.test import Client


@pytest.fixture
def editor(client: Client) -> Client:
    """Somebody who may change everything in the admin, logged in."""
    client.force_login(User.objects.create_superuser("editor", password="a long enough one"))
    return client
