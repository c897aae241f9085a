"""The Emergency dock: incidents, who goes, what happened."""
