"""What doit runs: tasks, their actions, and where each result lies."""
