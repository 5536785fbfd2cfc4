"""Asking models well: what is sent, what comes back, and what is made of it."""
