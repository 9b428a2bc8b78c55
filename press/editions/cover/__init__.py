"""The print-ready cover: back, spine and front in one; and the picture of the front for the EPUB."""
