"""Runs migrations on the connection that `schema.upgrade` hands over."""

from alembic import context

from assistant.adapters.state.schema import every_table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=every_table(),
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
