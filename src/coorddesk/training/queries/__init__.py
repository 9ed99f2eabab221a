"""What screens and papers read of training."""
