"""What is indexed and whether it is whole, as documents."""

from pathlib import Path
from typing import Any

from assistant.adapters.generation.manifest import read_manifest
from assistant.adapters.generation.opening import LIBRARY, REGISTER
from assistant.adapters.generation.publish import current_name, generation_names, generations_folder
from assistant.adapters.generation.verify import verify
from assistant.adapters.library_sqlite import SqliteLibrary
from assistant.adapters.milvus_index import Milvus
from assistant.adapters.register_sqlite import SqliteRegister
from assistant.domain.sources import Visibility


def status_document(home: Path) -> dict[str, Any]:
    """Return what is indexed, when, and by which versions and models."""
    name = current_name(home)
    document: dict[str, Any] = {"home": str(home), "index": name, "register": None, "refused": []}
    if name is None:
        return document
    folder = generations_folder(home) / name
    manifest = read_manifest(folder)
    library = SqliteLibrary(folder / LIBRARY, name)
    register = SqliteRegister(folder / REGISTER)
    try:
        document |= {
            "built": manifest.created,
            "encoder": manifest.encoder,
            "vectors": "milvus" if manifest.collections else "chroma",
            "counts": dict(manifest.counts),
            "libraries": dict(manifest.versions),
            "generations": generation_names(home),
            "refused": [{"file": file, "reason": reason} for file, reason in library.refusals()],
            "register": _register(register),
        }
    finally:
        library.close()
        register.close()
    return document


def verify_document(home: Path, milvus: Milvus | None = None) -> dict[str, Any]:
    """Return every damage found, and what to do about it."""
    damage = verify(home, milvus)
    names = generation_names(home)
    whole = [] if damage else [read_manifest(generations_folder(home) / name) for name in names]
    return {
        "home": str(home),
        "generations": names,
        "files": sum(len(manifest.files) for manifest in whole),
        "damage": [{"file": each.place, "problem": each.problem} for each in damage],
        "repair": list(dict.fromkeys(each.repair for each in damage)),
    }


def _register(register: SqliteRegister) -> dict[str, Any] | None:
    version = register.version()
    if version is None:
        return None
    return {
        "source": version.source,
        "as_at": version.as_at.isoformat(),
        "version": version.id,
        "versions": len(register.versions()),
        "entries": register.count(
            (), classes=tuple(Visibility), email=None, today=version.as_at, version_id=version.id
        ),
        "issues": list(version.issues),
    }
