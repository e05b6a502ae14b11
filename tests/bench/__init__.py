"""Benchmarks: each bench_*.py here has a main() that prints a table; `make bench` runs them all."""
