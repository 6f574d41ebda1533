"""Wrong settings are refused by name, and nothing that is open is a default."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assistant import settings as settings_module
from assistant.domain.errors import InvalidUse
from assistant.settings import Settings, read_settings

WRONG = {
    "LIAISON_TODAY": ("yesterday", "2026-13-01", "01/10/2026x"),
    "LIAISON_PORT": ("-1", "70000", "http"),
    "LIAISON_REGISTER_VISIBILITY": ("everyone", "", "Restricted!"),
    "LIAISON_DUE_SOON_DAYS": ("0", "-3", "a month", "367"),
    "LIAISON_THREAD_DAYS": ("0", "never"),
    "LIAISON_EMBEDDING_ENGINE": ("gpu", "onnx"),
    "LIAISON_EXACT_SCAN_BELOW": ("-1", "many"),
    "LIAISON_KEEP_GENERATIONS": ("0", "all"),
    "LIAISON_AUTH_KEYS": ("maybe", "2"),
    "LIAISON_OIDC_LEEWAY_S": ("-1", "3600"),
    "LIAISON_OIDC_ROLE_NAMES": ("Liaison.Team=king", "x"),
    "LIAISON_AUDIT_KEEP_DAYS": ("0", "ever"),
    "LIAISON_LOG_LEVEL": ("verbose", "TRACE"),
    "LIAISON_CONCURRENCY": ("0", "65", "all"),
    "LIAISON_WAITING_ROOM": ("-1", "1001"),
    "LIAISON_WAITING_S": ("0", "-1"),
    "LIAISON_RATE_PER_MINUTE": ("0", "fast"),
    "LIAISON_MODEL_PROVIDER": ("openrouter", "yes"),
    "LIAISON_MODEL_TIMEOUT_S": ("0", "-2"),
    "LIAISON_MODEL_MAX_REPLY_BYTES": ("10", "2MB"),
    "LIAISON_MODEL_DAILY_TOKENS": ("-1", "no limit"),
    "LIAISON_MODEL_BREAKER_FAILURES": ("0",),
    "LIAISON_SLACK_WORKERS": ("0", "65"),
    "LIAISON_SLACK_LEASE_S": ("0",),
    "LIAISON_SLACK_ANSWER_TIMEOUT_S": ("0",),
    "LIAISON_PUBLIC_BASE_URL": ("javascript:alert(1)", "liaison.example", "https://a|b"),
    "LIAISON_REMINDERS": ("sometimes",),
    "LIAISON_REMINDER_DAYS": ("-1", "1000"),
    "LIAISON_REMINDER_FROM_HOUR": ("24", "-1"),
    "LIAISON_FINANCIAL_YEAR_STARTS": ("may",),
    "LIAISON_COMMITTEE_DATES": ("soon", "2026-02-30"),
}


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in WRONG.items() for value in values]
)
def test_a_wrong_setting_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(InvalidUse, match=name):
        read_settings()


def test_enough_wrong_settings_are_tried() -> None:
    assert sum(len(values) for values in WRONG.values()) >= 60
    names = {f"LIAISON_{name.upper()}" for name in Settings.model_fields}
    assert set(WRONG) <= names


def test_a_misspelt_setting_is_not_passed_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LIAISON_AUTH_KEY", "true")
    with pytest.raises(InvalidUse, match="did you mean LIAISON_AUTH_KEYS"):
        read_settings()
    monkeypatch.delenv("LIAISON_AUTH_KEY")
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("# LIAISON_X=1\nLIAISON_ODIC_ISSUER=x\n", encoding="utf-8")
    with pytest.raises(InvalidUse, match="did you mean LIAISON_OIDC_ISSUER"):
        read_settings()
    (tmp_path / ".env").write_text("OTHER=1\nLIAISON_PORT=8001\n", encoding="utf-8")
    assert read_settings().port == 8001


def test_nothing_is_open_by_default() -> None:
    plain = Settings(_env_file=None)  # type: ignore[call-arg]
    assert plain.host == "127.0.0.1"
    assert plain.model_provider == "none"
    assert plain.slack_bot_token is None
    assert not plain.reminders
    assert plain.register_visibility != "public"


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-07-01T22:59:59", date(2026, 7, 1)),
        ("2026-07-01T23:00:00", date(2026, 7, 2)),
        ("2026-07-01T23:30:00", date(2026, 7, 2)),
        ("2026-12-31T23:59:59", date(2026, 12, 31)),
        ("2027-01-01T00:00:00", date(2027, 1, 1)),
        ("2028-02-28T23:59:00", date(2028, 2, 28)),
        ("2028-02-29T12:00:00", date(2028, 2, 29)),
        ("2026-03-29T00:59:59", date(2026, 3, 29)),
        ("2026-03-29T23:00:00", date(2026, 3, 30)),
        ("2026-10-24T23:00:00", date(2026, 10, 25)),
        ("2026-10-25T23:00:00", date(2026, 10, 25)),
    ],
)
def test_today_is_the_day_of_london(
    monkeypatch: pytest.MonkeyPatch, moment: str, day: date
) -> None:
    """Summer time, the ends of years, leap days and the nights when clocks change."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:
            return datetime.fromisoformat(moment).replace(tzinfo=UTC).astimezone(tz)  # type: ignore[arg-type]

    monkeypatch.setattr(settings_module, "datetime", Clock)
    assert Settings(_env_file=None).current_day == day  # type: ignore[call-arg]
