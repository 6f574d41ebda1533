"""The assistant: what every channel asks."""

from assistant.service.assistant import Assistant
from assistant.service.requests import MAX_QUESTION, Question, RegisterRequest

__all__ = ["MAX_QUESTION", "Assistant", "Question", "RegisterRequest"]
