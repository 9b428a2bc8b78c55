"""From one Pandoc tree to another; pure functions."""
