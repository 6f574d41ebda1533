"""Drop what was asked, answered and noted in Slack: no later action needs the words."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Drop the columns that held words, where they are."""
    for table, columns in (("slack_answers", ("question", "text")), ("slack_feedback", ("note",))):
        there = {each["name"] for each in sa.inspect(op.get_bind()).get_columns(table)}
        with op.batch_alter_table(table) as changed:
            for column in columns:
                if column in there:
                    changed.drop_column(column)
