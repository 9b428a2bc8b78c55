"""What stands behind ./whitepaper: setting up what is missing, and handing over to doit. Nothing imports from here."""
