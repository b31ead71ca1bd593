"""Gives programs a permanent home on Windows."""
