#!/usr/bin/env python3
"""The campaign of the random agreements: more of them, each fault twenty times. campaign.py REMIT"""
import sys

import run

if __name__ == "__main__":
    sys.argv.append("--all")
    sys.exit(run.main())
