"""Articles: how a trouble is ended, for those who meet it again."""
