"""Each stage given what nobody would write: by Hypothesis (test_fuzz.py) and by atheris (__main__.py)."""
