"""What is indexed, for a person."""

from typing import Any

from assistant.render.terminal import plain


def status_text(document: dict[str, Any]) -> str:
    """Return the status document as lines."""
    if not document["index"]:
        return "Nothing is indexed yet. Start with: liaison ingest FOLDER --register FILE"
    lines = [
        f"Index         {document['index']} (built {document['built']})",
        f"Folder        {document['home']}",
        f"Reports       {document['counts'].get('reports', 0)}, "
        f"{document['counts'].get('passages', 0)} passages",
        f"Embedding     {document['encoder']}",
    ]
    register = document["register"]
    if register:
        lines.append(
            f"Register      {register['source']} as at {register['as_at']}, "
            f"{register['entries']} entries, {register['versions']} versions kept"
        )
    else:
        lines.append("Register      none loaded")
    lines.extend(
        f"              {name} {version}" for name, version in document["libraries"].items()
    )
    if document["refused"]:
        lines.append(f"\n{len(document['refused'])} files could not be read:")
        lines.extend(f"  {each['file']}: {each['reason']}" for each in document["refused"])
    if register and register["issues"]:
        lines.append(f"\n{len(register['issues'])} doubts about the register:")
        lines.extend(f"  {each}" for each in register["issues"])
    return plain("\n".join(lines))
