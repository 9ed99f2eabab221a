"""Setting the help desk up: what a coordinator says once of its tickets."""
