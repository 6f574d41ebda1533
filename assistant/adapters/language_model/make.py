"""Making the language model that the settings name."""

from ipaddress import ip_address
from pathlib import Path

import httpx
from sqlalchemy import Engine

from assistant.adapters.language_model.breaker import Breaker
from assistant.adapters.language_model.engines import Endpoint, engine
from assistant.adapters.language_model.llama_index_model import LlamaIndexModel
from assistant.adapters.language_model.transport import BoundedTransport, Limits
from assistant.adapters.state.model_tokens import SqlBudget
from assistant.domain.errors import InvalidUse
from assistant.settings import Settings

_ADDRESSES = {
    "ollama": "http://127.0.0.1:11434",
    "anthropic": "https://api.anthropic.com",
}
"""Where a provider is unless the settings say otherwise; the others must be named."""


def make_model(settings: Settings, state: Engine) -> LlamaIndexModel | None:
    """Return the language model of the settings; none where they name none.

    Raises:
        InvalidUse: the settings don't fit together.
        ModelUnavailable: the provider's package isn't installed.
    """
    if settings.model_provider == "none":
        return None
    endpoint = _endpoint(settings)
    limits = Limits(
        connect_s=settings.model_connect_s,
        first_byte_s=settings.model_first_byte_s,
        total_s=settings.model_timeout_s,
        reply_bytes=settings.model_max_reply_bytes,
    )
    return LlamaIndexModel(
        endpoint.model,
        engine(endpoint),
        BoundedTransport(endpoint.base_url, limits),
        limits,
        (
            Breaker(settings.model_breaker_failures, settings.model_breaker_rest_s),
            SqlBudget(state, settings.model_daily_tokens),
        ),
    )


def _endpoint(settings: Settings) -> Endpoint:
    address = settings.model_base_url or _ADDRESSES.get(settings.model_provider)
    if address is None:
        raise InvalidUse("Set LIAISON_MODEL_BASE_URL to the address of the language model.")
    if not settings.model_name:
        raise InvalidUse("Set LIAISON_MODEL_NAME to the language model's name at its endpoint.")
    key = _key(settings)
    _check_address(address, key)
    return Endpoint(
        provider=settings.model_provider,
        base_url=address,
        model=settings.model_name,
        key=key,
        api_version=settings.model_api_version,
    )


def _key(settings: Settings) -> str | None:
    if settings.model_api_key is not None:
        return settings.model_api_key.get_secret_value()
    return _read_key(settings.model_api_key_file) if settings.model_api_key_file else None


def _read_key(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidUse(
            f"The file of the language model's key, {file}, can't be read. "
            "Check LIAISON_MODEL_API_KEY_FILE."
        ) from error


def _check_address(address: str, key: str | None) -> None:
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as error:
        raise InvalidUse(f"LIAISON_MODEL_BASE_URL is no address: {error}.") from error
    if url.scheme not in {"http", "https"} or not url.host or url.userinfo:
        raise InvalidUse("LIAISON_MODEL_BASE_URL must be an http or https address without a name.")
    if url.scheme == "http" and key and not _is_this_machine(url.host):
        raise InvalidUse(
            "LIAISON_MODEL_BASE_URL would send the key in the clear. Use https, or no key."
        )


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
