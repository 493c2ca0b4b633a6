"""openpyxl, by the Python that has it: where another one than the system's stands first in the PATH, the test begins anew
with the system's."""
import os
import sys

try:
    import openpyxl  # noqa: F401
except ImportError:
    if sys.executable != "/usr/bin/python3":
        os.execv("/usr/bin/python3", ["/usr/bin/python3", *sys.argv])
    raise
