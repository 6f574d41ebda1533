"""`liaison eval`. What it needs is imported when it runs, so that other commands start quickly."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

DEFAULT = "run"


class _RunsByDefault(TyperGroup):
    """A group of commands in which `liaison eval register` means `liaison eval run register`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the default command first where none is named."""
        named = bool(args) and (args[0] in self.commands or args[0] == "--help")
        return super().parse_args(ctx, args if named else [DEFAULT, *args])


JsonOption = Annotated[
    bool, typer.Option("--json", help="Print one JSON document on standard output.")
]


def register_commands(app: typer.Typer) -> None:
    """Add this package's commands to the command line."""
    group = typer.Typer(
        cls=_RunsByDefault,
        no_args_is_help=False,
        rich_markup_mode=None,
        help="Run the evaluation suite: `liaison eval [SUITE]...`, with the options of "
        "`liaison eval run --help`. `liaison eval init` makes a force's own questions, "
        "`liaison eval bench` measures speed beside a peer.",
    )
    group.command(DEFAULT)(run_command)
    group.command("init")(init_command)
    group.command("bench")(bench_command)
    app.add_typer(group, name="eval")


def run_command(  # noqa: PLR0913, PLR0917 - one argument an option
    suites: Annotated[
        list[str] | None,
        typer.Argument(metavar="SUITE", help="Suites to run; all of them if none is named."),
    ] = None,
    against: Annotated[
        str | None, typer.Option(metavar="URL", help="Ask a running service instead.")
    ] = None,
    gate: Annotated[
        bool, typer.Option("--gate", help="Exit with 1 if a figure is under its floor.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Where to keep the run (.liaison/eval/TIME if not given)."
        ),
    ] = None,
    no_generate: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Score the answers of that run again; ask nothing."),
    ] = None,
    compare: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Compare with that run (the last kept, if not given)."),
    ] = None,
    home: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="A home in which the sample library is indexed already."),
    ] = None,
    shared_data: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder of real files; adds the suites that need it."),
    ] = None,
    questions: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Ask your own questions (see `init`) of --home."),
    ] = None,
    libraries: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Keep the indexed libraries here for the next run."),
    ] = None,
    fast: Annotated[
        bool, typer.Option("--fast", help="Ask only the part that every test run asks.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Ask the suites' questions, score the answers and write a report.

    Suites: register, reports, retrieval, citations, abstention, conversation, premise, drafts,
    attacks, permissions, robustness, and judged where a language model is set up; with
    --shared-data also obliqa, obliqa-bm25, squad, letters, committee and real-attacks. Keeps
    answers.jsonl, scores.jsonl, figures.json, config.json, report.html and report.md.
    """
    from eval.session import Session

    session = Session(
        suites=tuple(suites or ()),
        against=against,
        out=out,
        no_generate=no_generate,
        compare=compare,
        home=home,
        shared_data=shared_data,
        libraries=libraries,
        questions=questions,
        fast=fast,
        say=_say,
    )
    result = _carried_out(session.carry_out)
    typer.echo(_json(result.document) if as_json else result.text)
    if gate and result.fallen:
        for fall in result.fallen:
            _say(str(fall))
        raise typer.Exit(1)


def init_command(
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where to write the questions.")] = Path(
        "questions.yaml"
    ),
    home: Annotated[
        Path, typer.Option(metavar="DIR", help="The home that holds your register and reports.")
    ] = Path(".liaison"),
    as_json: JsonOption = False,
) -> None:
    """Make a starter set of questions from your own register and reports.

    What is expected is computed from the register or looked up in the reports. Confirm each
    question before you rely on it, and add your own.
    """
    from eval.starter import write_starter

    def make() -> int:
        return write_starter(home, out)

    made = _carried_out(make)
    found = {"questions": made, "file": str(out)}
    typer.echo(_json(found) if as_json else f"{made} questions written to {out}. Confirm each.")


def bench_command(
    quick: Annotated[
        bool, typer.Option("--quick", help="Small sizes, to see that it runs.")
    ] = False,
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PART",
            help="indexing, start, askers, retrieval, questions, large, register or drafting; "
            "may be repeated.",
        ),
    ] = None,
    passages: Annotated[
        list[int] | None,
        typer.Option(
            metavar="N",
            min=1,
            help="Measure libraries of so many passages (1,000 to 1,000,000 if not given); "
            "may be repeated.",
        ),
    ] = None,
    libraries: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Keep the libraries here for the next run."),
    ] = None,
    out: Annotated[
        Path, typer.Option(metavar="DIR", help="Where the report with its plots goes.")
    ] = Path(".liaison/bench"),
    as_json: JsonOption = False,
) -> None:
    """Measure speed, beside LlamaIndex's quickstart over Chroma in the same run.

    An hour and 8 GB of disk for all of it. Every figure has its peer, ratio and target.
    """

    def measure() -> tuple[object, str]:
        from eval.bench.report import measured

        return measured(
            quick=quick,
            only=tuple(only or ()),
            passages=tuple(passages or ()),
            libraries=libraries,
            out=out,
            say=_say,
        )

    document, text = _carried_out(measure)
    typer.echo(_json(document) if as_json else text)


def _carried_out(work: Any) -> Any:
    """Run the work; what people can mend is a sentence and an exit code."""
    try:
        from eval.faults import EvalError
    except ModuleNotFoundError as error:
        _say(f"{error.name} is not installed: install the project with its `test` extra.")
        raise typer.Exit(2) from error
    try:
        return work()
    except EvalError as error:
        _say(str(error))
        raise typer.Exit(error.exit_code) from error


def _say(text: str) -> None:
    typer.echo(f"liaison eval: {text}", err=True)


def _json(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2)
