"""The One Map dock: the whole network at a glance, now or at a past moment."""
