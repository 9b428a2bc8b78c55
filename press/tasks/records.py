"""What doit remembers of each step: read and written whole, so that neither a full disk nor a power cut harms it."""

from __future__ import annotations

from pathlib import Path

from doit.dependency import JsonDB

from press import files
from press.diagnostics import refusal
from press.setup.steps import say


class Records(JsonDB):  # type: ignore[misc]  # doit has no types
    """doit's records in one file of JSON. Without them every step counts as out of date, and nothing is lost."""

    desc = "a file of JSON with its checksum, written at once"

    _stored = ""

    def _load(self) -> dict[str, dict[str, object]]:
        try:
            found = self.codec.decode(files.read_sealed(Path(self.name)))
        except FileNotFoundError:  # `clean` was quicker
            found = {}
        except OSError as error:
            if refusal(error):
                raise
            found = None  # a pipe
        except ValueError:
            found = None
        self._stored = self.codec.encode(found)
        if not isinstance(found, dict) or not all(isinstance(values, dict) for values in found.values()):
            say(f"{files.from_here(Path(self.name))} is damaged: what was built before is not known, all is built anew")
            return {}
        return found

    def dump(self) -> None:
        """Write the records, if a step was done."""
        text = self.codec.encode(self._db)
        try:
            if text != self._stored:
                files.write_sealed(Path(self.name), text)
        except OSError as error:
            if not (told := refusal(error)):
                raise
            say(f"{told}\nwhat was built is not remembered: the next build makes it again")
