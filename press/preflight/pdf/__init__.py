"""A PDF as a print house sees it: its boxes, inks, fonts, lines and pictures, read from its operators."""
