"""Mathematics: TeX, read by MathJax, as MathML, as text in a line, and as a drawing; it knows nothing of books."""
