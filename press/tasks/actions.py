"""How doit runs an action: by its name, in this process or on another machine; what can be told fails it in words."""

from __future__ import annotations

from collections.abc import Collection
from importlib import import_module
from typing import Any

from doit.exceptions import TaskFailed

from press.diagnostics import PublicationError, refusal
from press.tasks.reporter import Refused, went


def guarded(action: str, *arguments: object, inputs: Collection[str]) -> TaskFailed | None:
    """Run an action by its name; what the publication or the machine is to blame for fails it with its message alone.

    So does an input that somebody removes while it is at work.

    The actions are imported only now: reading the graph needs none of them.

    Args:
        action: "module:function"; what it answers, if anything, is how it failed.
        inputs: paths of the files that it depends on.
    """
    module, _, name = action.partition(":")
    try:
        failed: Any = getattr(import_module(module), name)(*arguments)
    except PublicationError as error:
        return Refused(error.diagnostics)
    except OSError as error:
        if isinstance(error, FileNotFoundError) and str(error.filename) in inputs:
            return Refused(went([str(error.filename)]))
        if told := refusal(error):
            return Refused(told.diagnostics)
        raise
    return failed if isinstance(failed, TaskFailed) else None
