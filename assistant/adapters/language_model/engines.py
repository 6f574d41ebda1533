"""LlamaIndex's model classes, each by the kind of endpoint that it speaks to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import Any

import httpx
from llama_index.core.llms import LLM

from assistant.adapters.language_model.transport import BoundedTransport
from assistant.domain.errors import ModelUnavailable

_CONTEXT_TOKENS = 16_000


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model is, and as what it is known there."""

    provider: str
    base_url: str
    model: str
    key: str | None
    api_version: str


def engine(endpoint: Endpoint) -> Callable[[BoundedTransport], LLM]:
    """Return what makes the model around the way to its endpoint, once its package is loaded.

    Raises:
        ModelUnavailable: the package of this kind of endpoint isn't installed.
    """
    package, extra, make = _ENGINES[endpoint.provider]
    try:
        module = import_module(package)
    except ModuleNotFoundError as error:
        raise ModelUnavailable(
            f"The language model's provider “{endpoint.provider}” needs a package that isn't "
            f"installed. Install it with: pip install 'liaison[{extra}]'."
        ) from error

    def made(transport: BoundedTransport) -> LLM:
        llm: LLM = make(module, endpoint, transport)
        return llm

    return made


def _client(transport: BoundedTransport) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=transport, follow_redirects=False, trust_env=False)


def _openai(module: ModuleType, endpoint: Endpoint, transport: BoundedTransport) -> Any:
    return module.OpenAILike(
        model=endpoint.model,
        api_base=endpoint.base_url,
        # Endpoints that want none are sent a word that is no key.
        api_key=endpoint.key or "none",
        is_chat_model=True,
        context_window=_CONTEXT_TOKENS,
        temperature=0.0,
        max_retries=0,
        async_http_client=_client(transport),
    )


def _azure(module: ModuleType, endpoint: Endpoint, transport: BoundedTransport) -> Any:
    return module.AzureOpenAI(
        model=endpoint.model,
        engine=endpoint.model,
        azure_endpoint=endpoint.base_url,
        api_key=endpoint.key or "none",
        api_version=endpoint.api_version,
        temperature=0.0,
        max_retries=0,
        async_http_client=_client(transport),
    )


def _ollama(module: ModuleType, endpoint: Endpoint, transport: BoundedTransport) -> Any:
    from ollama import AsyncClient

    bounded = AsyncClient(
        host=endpoint.base_url,
        transport=transport,
        follow_redirects=False,
        trust_env=False,
    )
    return module.Ollama(
        model=endpoint.model,
        base_url=endpoint.base_url,
        temperature=0.0,
        context_window=_CONTEXT_TOKENS,
        json_mode=True,
        async_client=bounded,
    )


def _anthropic(module: ModuleType, endpoint: Endpoint, transport: BoundedTransport) -> Any:
    llm = module.Anthropic(
        model=endpoint.model,
        base_url=endpoint.base_url,
        api_key=endpoint.key or "none",
        temperature=0.0,
        max_retries=0,
    )
    # The class takes no HTTP client; the one that it made would be unbounded.
    llm._aclient = llm._aclient.with_options(http_client=_client(transport))
    return llm


_Maker = Callable[[ModuleType, Endpoint, BoundedTransport], Any]
_ENGINES: Mapping[str, tuple[str, str, _Maker]] = {
    "openai": ("llama_index.llms.openai_like", "llm", _openai),
    "azure": ("llama_index.llms.azure_openai", "azure", _azure),
    "ollama": ("llama_index.llms.ollama", "llm", _ollama),
    "anthropic": ("llama_index.llms.anthropic", "anthropic", _anthropic),
}
