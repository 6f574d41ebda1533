"""The official client of the Model Context Protocol against the service."""

import json
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.client.streamable_http import create_mcp_http_client, streamable_http_client

OVERDUE = "Which recommendations are overdue?"


@asynccontextmanager
async def _connected(address: str, key: str, mode: str = "auto") -> AsyncIterator[Client]:
    async with create_mcp_http_client(headers={"Authorization": f"Bearer {key}"}) as http:
        transport = streamable_http_client(f"{address}/mcp", http_client=http)
        async with Client(transport, mode=mode) as client:
            yield client


def _document(result: Any) -> dict[str, Any]:
    assert not result.is_error, result.content
    found: dict[str, Any] = json.loads(result.content[0].text)
    assert result.structured_content == found
    return found


@pytest.mark.parametrize("mode", ["legacy", "auto"])
async def test_the_tools_are_found_and_answer_over_http(proving_address: str, mode: str) -> None:
    async with _connected(proving_address, "liaison", mode) as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        answer = _document(await client.call_tool("ask", {"question": OVERDUE}))
        found = _document(await client.call_tool("search", {"query": "fraud", "count": 3}))
        wanted = {"filters": {"overdue": True, "portfolio": "Crime"}}
        listed = _document(await client.call_tool("register", wanted))
        ref = listed["entries"][0]["ref"]
        entry = _document(await client.call_tool("register_entry", {"ref": ref}))
        sources = _document(await client.call_tool("sources", {}))
        place = {"report": found["passages"][0]["report"], "page": found["passages"][0]["page"]}
        page = _document(await client.call_tool("source_page", place))

    assert set(tools) == {
        "ask",
        "search",
        "register",
        "register_entry",
        "sources",
        "source_page",
    }
    assert all(tool.description for tool in tools.values())
    assert "context" not in tools["ask"].input_schema["properties"]
    assert answer["status"] == "answered"
    assert answer["statements"][0]["citations"]
    assert len(found["passages"]) == 3
    assert {each["portfolio"] for each in listed["entries"]} == {"Crime"}
    assert entry["entries"][0]["ref"] == ref
    assert sources["count"] > 10
    assert page["before"]


async def test_rights_are_the_callers(proving_address: str) -> None:
    counts = []
    for key in ("liaison", "officer"):
        async with _connected(proving_address, key) as client:
            counts.append(_document(await client.call_tool("register", {}))["count"])

    assert counts[0] > counts[1]
    for key in (None, "stranger"):
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
        refused = httpx.post(f"{proving_address}/mcp", json=body, headers=headers)
        assert refused.status_code == 401


async def test_an_error_is_told_as_a_sentence_and_not_logged(
    proving_address: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="assistant")
    async with _connected(proving_address, "officer") as client:
        nothing = await client.call_tool("register_entry", {"ref": "QUARTERMAINE-1"})
        odd = await client.call_tool("register", {"filters": {"colour": "quartermaine"}})
        long = await client.call_tool("ask", {"question": "quartermaine " * 1000})

    assert nothing.is_error
    assert odd.is_error
    assert long.is_error
    assert "The register has no entry QUARTERMAINE-1." in str(nothing.content)
    ours = [
        record for record in caplog.records if record.name.startswith(("assistant", "mcp.serv"))
    ]
    told = " ".join(record.getMessage() for record in ours if record.levelno >= logging.WARNING)
    assert "quartermaine" not in told.lower()


async def test_conversations_go_on_by_name(proving_address: str) -> None:
    async with _connected(proving_address, "liaison una@x.example") as client:
        for question in ("Which recommendations are in the Crime portfolio?", "And overdue?"):
            asked = {"question": question, "conversation": "c-1"}
            answer = _document(await client.call_tool("ask", asked))

    assert {entry["portfolio"] for entry in answer["entries"]} == {"Crime"}


async def test_a_program_can_start_it_and_speak_over_standard_input(sample_home: Path) -> None:
    server = StdioServerParameters(
        command=sys.executable,
        args=["-c", "from assistant.entrypoints.cli import main; main()", "mcp"],
        env={
            "LIAISON_HOME": str(sample_home),
            "LIAISON_TODAY": "2026-10-01",
        },
    )
    async with Client(stdio_client(server)) as client:
        answer = _document(await client.call_tool("ask", {"question": OVERDUE}))

    assert answer["status"] == "answered"
    assert answer["count"] == len(answer["entries"]) > 0
