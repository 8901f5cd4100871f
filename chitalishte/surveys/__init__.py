"""The collection `surveys`: what has been asked, of whom, when, and where the data are."""
