"""What the code may not do, read from the code itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("assistant", "ingest", "eval", "prompts")
CALLS = {
    "eval", "exec", "compile", "__import__",
    "pickle.load", "pickle.loads", "marshal.loads", "shelve.open", "dill.load", "joblib.load",
    "yaml.load", "yaml.unsafe_load", "yaml.full_load",
    "os.system", "os.popen", "subprocess.getoutput",
    "tempfile.mktemp", "torch.load", "numpy.load",
    "chromadb.HttpClient", "chromadb.AsyncHttpClient", "chromadb.Client",
}  # fmt: skip
IMPORTS = {
    "pickle",
    "cPickle",
    "dill",
    "joblib",
    "shelve",
    "marshal",
    "chromadb.app",
    "chromadb.server",
}
ALLOWED = {("ingest/sandbox.py", "subprocess.Popen")}


def sources() -> Iterator[tuple[str, ast.Module]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else "?"


def dangers(tree: ast.Module) -> Iterator[str]:
    aliases = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (f"import {a.name}" for a in node.names if a.name in IMPORTS)
        elif isinstance(node, ast.ImportFrom) and node.module in IMPORTS:
            yield f"import {node.module}"
        elif isinstance(node, ast.Call):
            yield from _danger_of(node, aliases)


def _danger_of(node: ast.Call, aliases: dict[str, str]) -> Iterator[str]:
    head, _, rest = dotted(node.func).partition(".")
    name = f"{aliases.get(head, head)}.{rest}" if rest else head
    options = {word.arg: word.value for word in node.keywords}
    if name == "numpy.load":
        pickled = options.get("allow_pickle")
        if not (isinstance(pickled, ast.Constant) and pickled.value is False):
            yield "numpy.load without allow_pickle=False"
    elif name in CALLS:
        yield name
    shell = options.get("shell")
    if isinstance(shell, ast.Constant) and shell.value:
        yield f"{name} with a shell"


def test_nothing_dangerous_is_called() -> None:
    found = {(file, danger) for file, tree in sources() for danger in dangers(tree)}
    assert found - ALLOWED == set()


@pytest.mark.parametrize(
    "code",
    [
        "import pickle\npickle.loads(b'')",
        "import yaml\nyaml.load('')",
        "import numpy as np\nnp.load('x')",
        "import numpy as np\nnp.load('x', allow_pickle=True)",
        "eval('1')",
        "import subprocess\nsubprocess.run('x', shell=True)",
        "from chromadb.server import fastapi",
        "import chromadb\nchromadb.HttpClient()",
    ],
)
def test_a_danger_would_be_found(code: str) -> None:
    assert list(dangers(ast.parse(code)))


def test_telemetry_is_off() -> None:
    text = (ROOT / "assistant/adapters/chroma_index.py").read_text(encoding="utf-8")
    clients = text.count("chromadb.PersistentClient(") + text.count("PersistentClient(")
    assert clients
    assert "anonymized_telemetry=False" in text
