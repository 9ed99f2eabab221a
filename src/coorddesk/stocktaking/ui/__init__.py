"""The screens of stocktakes: the list of them, and the one on which things are counted."""
