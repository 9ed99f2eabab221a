"""What every room stands on; knows no screen and no domain."""
