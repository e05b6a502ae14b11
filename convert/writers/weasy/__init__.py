"""All that touches WeasyPrint's insides: how it is loaded quickly, and how it is made to set Chinese lines.

Each change stands for one version; with another one everything is left as WeasyPrint has it and a diagnostic says so.
"""

VERSION = "70.0"
"""The WeasyPrint that the changes were made for."""
