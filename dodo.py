"""The task graph, for doit. `./whitepaper` is the way in; what the tasks do stands in press/tasks/graph.py."""

from press.tasks.graph import (  # noqa: F401  (doit finds tasks by their names here)
    DOIT_CONFIG,
    task_book,
    task_check,
    task_cover_image,
    task_editions,
    task_preflight,
    task_source,
    task_status,
    task_text,
    task_withdraw,
    task_words,
)
