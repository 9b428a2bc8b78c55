"""What a publication is: frozen dataclasses, no input or output."""
