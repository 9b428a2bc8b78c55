"""From a result to diagnostics."""
