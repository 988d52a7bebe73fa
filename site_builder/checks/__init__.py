"""What must hold between issues, in a text and in the printed site: facts in, problems out; nothing is opened here."""
