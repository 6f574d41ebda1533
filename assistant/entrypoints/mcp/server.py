"""The tools that Liaison offers to assistants of other makers, each with the caller's rights."""

from collections.abc import Callable
from importlib.metadata import version
from typing import Annotated, Any

from mcp.server import MCPServer
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from assistant.domain.errors import LiaisonError
from assistant.domain.people import Asker
from assistant.register.filters import Day, Filters
from assistant.render.document import answer_document, entry_document
from assistant.render.passages import passages_document
from assistant.render.register import register_document
from assistant.render.sources import source_document, sources_document
from assistant.service import MAX_QUESTION, Assistant, Question, RegisterRequest

Document = dict[str, Any]
WhoAsks = Callable[[Context[Any, Any]], Asker]
"""Finds out who calls a tool."""
Said = Callable[[LiaisonError], str]

_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
_INSTRUCTIONS = (
    "Liaison answers about inspection reports and a police force's register of recommendations. "
    "Use `ask` for questions: every statement of its answer stands with its sources, and its "
    "counts are computed over the whole register. Repeat its statements with their citations and "
    "add none of your own. Where it abstains, say so. The other tools list and open what it "
    "answers from."
)
Words = Annotated[str, Field(min_length=1, max_length=MAX_QUESTION)]


def build_server(assistant: Assistant, who: WhoAsks, said: Said = str) -> MCPServer[Any]:
    """Return the server.

    Args:
        assistant: What answers.
        who: Finds out who calls, for each call anew.
        said: Turns an error into a sentence that the caller may read.
    """
    server: MCPServer[Any] = MCPServer(
        "liaison", title="Liaison", instructions=_INSTRUCTIONS, version=version("liaison")
    )
    tools = Tools(assistant, who, said)
    for tool in (
        tools.ask,
        tools.search,
        tools.register,
        tools.register_entry,
        tools.sources,
        tools.source_page,
    ):
        server.add_tool(tool, annotations=_READS)
    return server


class Tools:
    """What can be called. The docstrings are what the calling program reads."""

    def __init__(self, assistant: Assistant, who: WhoAsks, said: Said) -> None:
        self._assistant = assistant
        self._who = who
        self._said = said

    def ask(
        self,
        context: Context[Any, Any],
        question: Words,
        today: Day | None = None,
        conversation: Annotated[str | None, Field(max_length=100)] = None,
    ) -> Document:
        """Answer a question about the reports or the register, with sources.

        `today` answers as on that day. Calls with the same `conversation` continue one another.
        """
        return self._told(
            context,
            lambda asker: answer_document(
                self._assistant.ask(Question(question, asker, today=today, thread=conversation))
            ),
        )

    def search(
        self,
        context: Context[Any, Any],
        query: Words,
        count: Annotated[int, Field(ge=1, le=50)] = 10,
        report: str | None = None,
    ) -> Document:
        """Find passages of the reports, best first; inside one report if its title is given."""
        return self._told(
            context,
            lambda asker: passages_document(
                query, self._assistant.search(query, k=count, report=report, asker=asker)
            ),
        )

    def register(
        self,
        context: Context[Any, Any],
        filters: Filters | None = None,
        sort: str | None = None,
        offset: Annotated[int, Field(ge=0, le=10**9)] = 0,
        limit: Annotated[int, Field(ge=1, le=500)] = 50,
    ) -> Document:
        """List entries of the register by exact filters; `count` is that of all that match."""
        request = RegisterRequest(filters or Filters(), sort=sort, offset=offset, limit=limit)
        return self._told(
            context, lambda asker: register_document(self._assistant.register(request, asker))
        )

    def register_entry(self, context: Context[Any, Any], ref: str) -> Document:
        """Return the entries of a reference, all fields of each."""
        return self._told(
            context,
            lambda asker: {
                "entries": [entry_document(each) for each in self._assistant.entry(ref, asker)]
            },
        )

    def sources(self, context: Context[Any, Any]) -> Document:
        """List the reports that answers come from."""
        return self._told(
            context,
            lambda asker: sources_document(
                self._assistant.reports(asker), self._assistant.refusals(asker)
            ),
        )

    def source_page(
        self,
        context: Context[Any, Any],
        report: str,
        page: Annotated[int, Field(ge=1, le=10**6)] = 1,
        quote: str | None = None,
    ) -> Document:
        """Return the text of a report's page, by the report's id, cut around a quotation."""
        return self._told(
            context,
            lambda asker: source_document(self._assistant.page(report, page, asker), quote),
        )

    def _told(self, context: Context[Any, Any], do: Callable[[Asker], Document]) -> Document:
        try:
            return do(self._who(context))
        except LiaisonError as error:
            raise ToolError(self._said(error)) from error
