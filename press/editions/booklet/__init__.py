"""The pages imposed for an office printer, to fold and staple."""
