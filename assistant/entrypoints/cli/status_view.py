"""What is indexed, for a person."""

from typing import Any

from assistant.language.wording import counted
from assistant.render.terminal import plain


def status_text(document: dict[str, Any]) -> str:
    """Return the status document as lines."""
    if not document["index"]:
        return "Nothing is indexed yet. Start with: liaison ingest FOLDER --register FILE"
    lines = [
        f"Index         {document['index']} (built {document['built']})",
        f"Folder        {document['home']}",
        f"Reports       {document['counts'].get('reports', 0)}, "
        f"{counted(document['counts'].get('passages', 0), 'passage')}",
        f"Embedding     {document['encoder']}",
    ]
    register = document["register"]
    if register:
        lines.append(
            f"Register      {register['source']} as at {register['as_at']}, "
            f"{counted(register['entries'], 'entry', 'entries')}, "
            f"{counted(register['versions'], 'version')} kept"
        )
    else:
        lines.append("Register      none loaded")
    lines.extend(
        f"              {name} {version}" for name, version in document["libraries"].items()
    )
    if document["refused"]:
        lines.append(f"\n{counted(len(document['refused']), 'file')} could not be read:")
        lines.extend(f"  {each['file']}: {each['reason']}" for each in document["refused"])
    if register and register["issues"]:
        lines.append(f"\n{counted(len(register['issues']), 'doubt')} about the register:")
        lines.extend(f"  {each}" for each in register["issues"])
    return plain("\n".join(lines))
