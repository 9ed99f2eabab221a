"""What training puts on paper."""
