"""The exported ONNX files, made once under the home folder and checked each time."""

import errno
import logging
import tempfile
from pathlib import Path

from assistant.adapters.digests import digest_file
from assistant.adapters.embedding.model_files import ModelFiles
from assistant.domain.errors import ModelUnavailable, OutOfSpace

log = logging.getLogger(__name__)

_FULL = (errno.ENOSPC, errno.EDQUOT)


def cached_onnx(model: ModelFiles, *, int8: bool, folder: Path) -> Path:
    """Return the model's ONNX file under `folder`, exported if it isn't there whole.

    Each file has its SHA-256 beside it; one that doesn't match is made again. Several processes
    may do this at once: each writes aside and renames.

    Raises:
        ModelUnavailable: the model can't be exported or the folder can't be written.
        OutOfSpace: the disk is full.
    """
    place = folder / model.digest[:16]
    target = place / ("int8.onnx" if int8 else "fp32.onnx")
    if _is_whole(target):
        return target
    try:
        place.mkdir(parents=True, exist_ok=True)
        _export(model, target, int8=int8)
    except OSError as error:
        if error.errno in _FULL:
            raise OutOfSpace(
                f"No space is left to prepare the embedding model in {place}: about 120 MB are "
                "needed there once. Free some and try again."
            ) from error
        raise ModelUnavailable(
            f"The embedding model can't be prepared in {place}: {error.strerror or error}. "
            "LIAISON_HOME has to be a folder that can be written."
        ) from error
    return target


def _export(model: ModelFiles, target: Path, *, int8: bool) -> None:
    # The exporter needs onnx, which nothing else does: a service with a filled cache skips it.
    from assistant.adapters.embedding.onnx_export import export_onnx, quantise

    log.info("preparing the embedding model, once: %s", target)
    with tempfile.TemporaryDirectory(prefix=".export-", dir=target.parent) as work:
        made = Path(work) / "fp32.onnx"
        export_onnx(model, made)
        if int8:
            quantise(made, Path(work) / "int8.onnx")
            made = Path(work) / "int8.onnx"
        _seal(target).unlink(missing_ok=True)
        digest = digest_file(made)
        made.replace(target)
        seal = Path(work) / "seal"
        seal.write_text(digest, encoding="ascii")
        seal.replace(_seal(target))


def _seal(target: Path) -> Path:
    return target.with_suffix(".sha256")


def _is_whole(target: Path) -> bool:
    try:
        return _seal(target).read_text(encoding="ascii") == digest_file(target)
    except (OSError, UnicodeDecodeError):
        return False
