"""Tables of what Slack brought, and of what became of it."""

from sqlalchemy import Boolean, Column, DateTime, Integer, String, Table, Text

from assistant.adapters.state.database import metadata

events = Table(
    "slack_events",
    metadata,
    Column("id", String(200), primary_key=True),
    Column("at", DateTime, nullable=False, index=True),
)
engaged = Table(
    "slack_engaged",
    metadata,
    Column("channel", String(40), primary_key=True),
    Column("thread", String(40), primary_key=True),
    Column("at", DateTime, nullable=False, index=True),
)
jobs = Table(
    "slack_jobs",
    metadata,
    Column("id", String(100), primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("channel", String(40), nullable=False),
    Column("thread", String(40), nullable=False),
    Column("ts", String(40), nullable=False),
    Column("user", String(40), nullable=False),
    Column("text", Text, nullable=False),
    Column("private", Boolean, nullable=False),
    Column("state", String(12), nullable=False),
    Column("node", String(40), nullable=False),
    Column("leased_until", DateTime, nullable=False, index=True),
    Column("tries", Integer, nullable=False),
    Column("stream_ts", String(40)),
    Column("at", DateTime, nullable=False, index=True),
)
