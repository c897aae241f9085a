"""Docks, map tools, dialogs, the options page and the locator: what the user sees and touches."""
