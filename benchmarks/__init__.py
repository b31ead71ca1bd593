"""What winstead promises to be fast at, measured against what it is measured by: `invoke bench`."""
