"""The ways by which reports travel: an outbox on the kiosk, and a folder that both PCs see."""
