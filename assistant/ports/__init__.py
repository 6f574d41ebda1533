"""What the assistant needs of its stores and models, each behind one adapter."""

from assistant.ports.building import GenerationWriter, Published
from assistant.ports.models import LanguageModel, ModelReply
from assistant.ports.search import DenseIndex, Encoder, Hit, Reranker, Vectors, WordIndex
from assistant.ports.state import AuditLog, Identities, Switch, Threads, Traces
from assistant.ports.stores import Library, RegisterStore

__all__ = [
    "AuditLog",
    "DenseIndex",
    "Encoder",
    "GenerationWriter",
    "Hit",
    "Identities",
    "LanguageModel",
    "Library",
    "ModelReply",
    "Published",
    "RegisterStore",
    "Reranker",
    "Switch",
    "Threads",
    "Traces",
    "Vectors",
    "WordIndex",
]
