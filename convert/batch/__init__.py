"""Many documents: a folder in, a folder out, on any concurrent.futures.Executor; what is up to date is left alone."""
