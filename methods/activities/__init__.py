"""One folder an activity. To add an activity is to add a folder."""
