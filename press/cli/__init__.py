"""The command line of ./whitepaper. Nothing imports from here."""
