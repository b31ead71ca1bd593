"""A simulated Windows host behind a real WinRM endpoint on loopback."""
