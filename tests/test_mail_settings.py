"""The settings of mail and keeping: what is malformed stops the start in words."""

from __future__ import annotations

import pytest

from config import Config

GOOD = {"FLOKE_SMTP_HOST": "mail.example.org", "FLOKE_SMTP_FROM": "Nes <nes@example.org>"}


def test_the_ports_follow_from_the_encryption() -> None:
    for tls, port in (("", 587), ("starttls", 587), ("tls", 465), ("none", 25)):
        smtp = Config.from_environment(GOOD | {"FLOKE_SMTP_TLS": tls}).smtp
        assert smtp is not None and smtp.port == port
    assert Config.from_environment({}).smtp is None


@pytest.mark.parametrize("wrong", [
    {"FLOKE_SMTP_HOST": ""},
    {"FLOKE_SMTP_PORT": "many"},
    {"FLOKE_SMTP_TLS": "yes"},
    {"FLOKE_SMTP_FROM": ""},
    {"FLOKE_SMTP_FROM": "Nes <nes@example.org>\nBcc: all@example.org"},
    {"FLOKE_SMTP_USER": "nes"},
    {"FLOKE_SMTP_USER": "nes", "FLOKE_SMTP_PASSWORD": "bringebær"},
    {"FLOKE_SMTP_USER": "nes", "FLOKE_SMTP_PASSWORD": "hemmelig", "FLOKE_SMTP_TLS": "none"},
    {"FLOKE_KEEP_CONTACTS_DAYS": "0"},
    {"FLOKE_KEEP_YEARS": "ten"},
])  # fmt: skip
def test_a_malformed_one_stops_the_start_in_words(wrong: dict[str, str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        Config.from_environment(GOOD | wrong)
    said = str(stopped.value)
    assert next(iter(wrong)) in said or "FLOKE_SMTP_" in said
    assert "hemmelig" not in said and "bringebær" not in said


@pytest.mark.parametrize("wrong", [
    {"FLOKE_REDIS": "127.0.0.1:6379"},
    {"FLOKE_REDIS": "redis://127.0.0.1", "DATABASE_URL": "sqlite:///x", "FLOKE_SECRET": "s"},
    {"FLOKE_REDIS": "redis://127.0.0.1", "DATABASE_URL": "postgresql+psycopg://x@127.0.0.1/x"},
])  # fmt: skip
def test_several_processes_must_have_one_database_and_one_secret(wrong: dict[str, str]) -> None:
    with pytest.raises(SystemExit, match="FLOKE_REDIS"):
        Config.from_environment(wrong)


def test_the_password_is_in_no_picture_of_the_settings() -> None:
    secret = {"FLOKE_SMTP_USER": "nes", "FLOKE_SMTP_PASSWORD": "hemmelig"}
    assert "hemmelig" not in repr(Config.from_environment(GOOD | secret))
