"""From sources to the book of a language: stages, each a pure function of plain values."""
