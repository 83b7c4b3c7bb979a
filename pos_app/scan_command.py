"""Scan command tells what a code means, without any store."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from pos_app.domain.scan import parse_scan


def main(arguments: list[str]) -> int:
    """Print the meaning of one code as JSON."""
    parser = argparse.ArgumentParser(prog="python -m pos_app scan", description=main.__doc__)
    parser.add_argument("text", help="what the scanner read")
    code = parse_scan(parser.parse_args(arguments).text)
    meaning = {"kind": type(code).__name__, **asdict(code)}
    sys.stdout.write(json.dumps(meaning, default=str) + "\n")
    return 0
