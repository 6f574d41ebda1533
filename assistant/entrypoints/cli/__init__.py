"""The `liaison` command."""


def main() -> None:
    """Run the command line."""
    from assistant.entrypoints.cli.app import build_app

    build_app()()
