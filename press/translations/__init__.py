"""What translators ask for: catalogs brought up to date, their state, checks, exchange. Made of stages."""
