"""A small Django project in one file, for django-import.test.ts.

    project.py populate            makes users with Django's own code
    project.py answers             tells as JSON who may do what, and the passwords
    project.py <anything else>     a command of manage.py

The database is given by the variables DB_NAME, DB_USER, DB_HOST and DB_PORT.
"""

import json
import os
import sys

import django
from django.conf import settings

settings.configure(
    SECRET_KEY="of no importance",
    INSTALLED_APPS=[
        "django.contrib.admin",
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
    ],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            **{key: os.environ.get(f"DB_{key}", "") for key in ("NAME", "USER", "HOST", "PORT")},
        }
    },
    PASSWORD_HASHERS=[
        f"django.contrib.auth.hashers.{name}PasswordHasher"
        for name in ("PBKDF2", "PBKDF2SHA1", "Argon2", "BCryptSHA256", "BCrypt", "MD5", "UnsaltedMD5")
    ],
    SILENCED_SYSTEM_CHECKS=["admin.E403", "admin.E406", "admin.E408", "admin.E409", "admin.E410"],
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    USE_TZ=True,
)
django.setup()

from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry  # noqa: E402
from django.contrib.auth.hashers import make_password  # noqa: E402
from django.contrib.auth.models import Group, Permission, User  # noqa: E402
from django.contrib.contenttypes.models import ContentType  # noqa: E402

# Django learned scrypt later than Debian's release: a record of a newer one, for "lètmein".
SCRYPT = (
    "scrypt$16384$seasalt$8$5$ECMIUp+LMxMSK8xB/IVyba+KYGTI7FTnet025q/1f/"
    "vBAVnnP3hdYqJuRi+mJn6ji6ze3Fbb7JEFPKGpuEf5vw=="
)
HASHERS = ["pbkdf2_sha256", "pbkdf2_sha1", "argon2", "bcrypt_sha256", "bcrypt", "md5"]


def password_of(user):
    """The password in clear; null for those whom no password opens the door."""
    if user.username == "by_scrypt":
        return "lètmein"
    if user.username in ("nobody", "legacy"):
        return None
    return f"Pass-{user.username}-ü"


def permission(name):
    app_label, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)


def make_user(username, hasher="pbkdf2_sha1", **fields):
    user = User(username=username, **fields)
    user.password = make_password(password_of(user), hasher=hasher)
    user.save()
    return user


def populate():
    order = ContentType.objects.create(app_label="shop", model="order")
    Permission.objects.create(content_type=order, codename="refund_order", name="Can refund order")
    editors = Group.objects.create(name="Editors")
    editors.permissions.add(permission("auth.change_user"), permission("shop.refund_order"))
    small_editors = Group.objects.create(name="editors")
    small_editors.permissions.add(permission("sessions.delete_session"))
    Group.objects.create(name="Nothing, \"at\" all")

    for number, hasher in enumerate(HASHERS):
        user = make_user(f"by_{hasher}", hasher, email=f"{hasher}@Example.COM", first_name="Zoë", last_name=f"No. {number}")
        user.groups.set([[editors], [small_editors], [editors, small_editors], []][number % 4])
        if number % 2:
            user.user_permissions.add(permission("contenttypes.view_contenttype"))
    by_scrypt = make_user("by_scrypt")
    by_scrypt.password = SCRYPT
    by_scrypt.save()

    boss = make_user("boss", is_staff=True, is_superuser=True, email="boss@example.com")
    make_user("former_boss", is_staff=True, is_superuser=True, is_active=False)
    former = make_user("former", is_active=False)
    former.groups.add(editors)
    make_user("nobody")
    make_user("宝.René+1@x-y_z")
    # What a Django project may have, and we have not.
    make_user("Alice", email="alice@example.com").groups.add(editors)
    make_user("alice", email="Alice@example.com").user_permissions.add(permission("auth.view_group"))
    make_user("with space")
    legacy = make_user("legacy")
    legacy.password = "5f4dcc3b5aa765d61d8327deb882cf99"
    legacy.save()

    log = LogEntry.objects.log_action
    users, groups = ContentType.objects.get_for_model(User), ContentType.objects.get_for_model(Group)
    log(boss.pk, users.pk, former.pk, "former", CHANGE, [{"changed": {"fields": ["Active"]}}])
    log(boss.pk, groups.pk, editors.pk, "Editors", ADDITION, [{"added": {}}])
    log(by_scrypt.pk, order.pk, 77, "Order 77", DELETION, "in words")


def answers():
    names = sorted({f"{p.content_type.app_label}.{p.codename}" for p in Permission.objects.select_related("content_type")})
    users = [
        {
            "pk": user.pk,
            "username": user.username,
            "password": password_of(user),
            "isActive": user.is_active,
            "held": [name for name in names if user.has_perm(name)],
        }
        for user in User.objects.order_by("pk")
    ]
    print(json.dumps({"permissions": names, "users": users}))


if sys.argv[1] == "populate":
    populate()
elif sys.argv[1] == "answers":
    answers()
else:
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
