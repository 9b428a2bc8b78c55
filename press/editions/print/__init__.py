"""The print-ready interior: PDF/X-4 in inks, with bleed, marks and slug."""
