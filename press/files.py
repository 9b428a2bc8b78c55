"""Files are written whole or not at all: to a temporary name beside the target, then renamed over it.

Where several belong together, one process at a time writes them.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a temporary path beside the target; what is there at the end takes the target's place.

    The temporary path may become a file or a folder. A killed or failed block leaves the target as it was; what a
    killed one left beside it is removed by the next one.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    prefix = f".{target.name}."
    sweep(target.parent, prefix)
    try:
        with tempfile.TemporaryDirectory(prefix=f"{prefix}{os.getpid()}.", dir=target.parent) as folder:
            temporary = Path(folder) / target.name
            yield temporary
            if target.is_dir() and temporary.is_dir():
                exchange(temporary, target, Path(folder) / "old")
            else:
                temporary.replace(target)
    except OSError as error:
        _rename(error, target)
        raise


_TEMPORARY = re.compile(r"\..+\.([0-9]+)\.[^.]+")


def _rename(error: OSError, target: Path) -> None:
    """Have an error name a target where it names what is temporary, or where a disk that is full names nothing."""
    if error.filename is None and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        error.filename = str(target)
    for name in ("filename", "filename2"):
        path = Path(str(getattr(error, name)))
        if path.is_relative_to(target.parent):
            first, *rest = (*path.relative_to(target.parent).parts, "")
            if first.startswith(f".{target.name}.") and _TEMPORARY.fullmatch(first):
                setattr(error, name, str(target.joinpath(*rest[1:])))


def sweep(folder: Path, prefix: str = ".") -> None:
    """Remove the temporary folders of processes that are no more; each has its process's number in its name.

    Args:
        folder: what lies in it is looked at, but not what lies deeper.
        prefix: only of those whose names begin so.
    """
    for entry in [entry for entry in os.scandir(folder) if entry.name.startswith(prefix)]:
        process = _TEMPORARY.fullmatch(entry.name)
        if process and entry.is_dir(follow_symlinks=False) and not _runs(int(process[1])):
            shutil.rmtree(entry.path, ignore_errors=True)


def sweep_below(folder: Path) -> None:
    """Remove all that killed processes have left half made in a folder, at any depth."""
    for place, folders, _ in os.walk(folder):
        sweep(Path(place))
        folders[:] = [name for name in folders if not name.startswith(".")]


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # it runs, as somebody else's
    return True


def exchange(new: Path, target: Path, old: Path) -> None:
    """Put a file or folder in the place of another, which comes back if that fails.

    Args:
        old: where to leave what was there; on the same disk, and absent.
    """
    target.replace(old)
    try:
        new.replace(target)
    except OSError:
        old.replace(target)
        raise


_NO_FILE = "it is a pipe or a device, not a file"


@contextmanager
def opened(path: Path) -> Iterator[BufferedReader]:
    """A file that is open to be read; a pipe or a device, which need not have an end, is not.

    Args:
        path: a file, or a link to one.

    Raises:
        OSError: as of Path.open; EISDIR, EINVAL it is no file.
    """
    try:
        # Without O_NONBLOCK a pipe would make us wait for whoever writes into it.
        number = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if error.errno in (errno.ENXIO, errno.ENODEV):  # a socket, a device that nothing is behind
            raise OSError(errno.EINVAL, _NO_FILE, str(path)) from error
        raise
    if stat.S_ISDIR(os.fstat(number).st_mode):  # of which fdopen would leave the number open
        os.close(number)
        raise IsADirectoryError(errno.EISDIR, "it is a folder, not a file", str(path))
    with os.fdopen(number, "rb") as file:
        if not stat.S_ISREG(os.fstat(number).st_mode):
            raise OSError(errno.EINVAL, _NO_FILE, str(path))
        yield file


def read_bytes(path: Path, most: int | None = None) -> bytes:
    """The bytes of a file.

    Args:
        path: a file, or a link to one.
        most: so many bytes it may have.

    Raises:
        OSError: as of `opened`; EFBIG it has more bytes.
    """
    with opened(path) as file:
        size = os.fstat(file.fileno()).st_size
        # It may grow while it is read.
        data = file.read() if most is None else file.read(most + 1) if size <= most else None
        if data is None or (most is not None and len(data) > most):
            bound = f"{(most or 0) // 1024**2} MB" if (most or 1) % 1024**2 == 0 else f"{most:,} bytes"
            raise OSError(errno.EFBIG, f"it is larger than {bound}", str(path))
        return data


@contextmanager
def alone(place: Path, told: Callable[[], None]) -> Iterator[None]:
    """Let one process at a time do what is done inside; another waits, and calls `told` before it does.

    The lock is one of POSIX, which no child inherits: what outlives its killed parent keeps nobody waiting. That its
    file is still there is looked at once the lock is had, because the folder may have been removed meanwhile.
    """
    while True:
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("a") as lock:
            try:
                fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                told()
                fcntl.lockf(lock, fcntl.LOCK_EX)
            if place.exists() and os.path.samestat(place.stat(), os.fstat(lock.fileno())):
                yield
                return


def busy(place: Path) -> bool:
    """Whether a process is at work for which `alone` keeps a place."""
    try:
        with place.open() as lock:
            fcntl.lockf(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        pass  # nobody was ever at work there
    return False


def write_bytes(target: Path, data: bytes) -> None:
    """Write a file at once."""
    with replacing(target) as temporary:
        temporary.write_bytes(data)


def write_text(target: Path, text: str) -> None:
    """Write a UTF-8 file at once, with line feeds as line ends."""
    write_bytes(target, text.encode())


def write_sealed(target: Path, text: str) -> None:
    """Write a UTF-8 file at once, its checksum in the first line."""
    write_text(target, f"{hashlib.sha256(text.encode()).hexdigest()}\n{text}")


def read_sealed(path: Path) -> str:
    """The text of a file that `write_sealed` wrote.

    Raises:
        ValueError: it isn't what was written, as after a power cut.
        OSError: as of `read_bytes`.
    """
    seal, _, text = read_bytes(path).partition(b"\n")
    if seal != hashlib.sha256(text).hexdigest().encode():
        raise ValueError(f"{path} is not what was written")
    return text.decode()


def remove(path: Path) -> None:
    """Remove a file or a folder with all that is in it; what isn't there is no error."""
    shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)


def from_here(path: Path) -> str:
    """A path as it is shortest: from the current folder if it lies in there."""
    return os.path.relpath(path) if path.resolve().is_relative_to(Path.cwd()) else str(path)
