#!/usr/bin/env python3
"""The same with all the texts (run.py): campaign.py PROGRAM"""
import sys

import run

if __name__ == "__main__":
    sys.exit(run.main(sys.argv[1], 1))
