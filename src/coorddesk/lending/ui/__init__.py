"""The screens of lending: the counter, and the list of loans."""
