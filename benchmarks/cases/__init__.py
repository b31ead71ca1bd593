"""The benchmarks: a module each, whose `rows()` gives what it measured; `REAL` where it needs a Windows host."""
