"""The screen of a kiosk, and the courier behind it."""
