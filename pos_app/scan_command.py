"""Scan command tells what a code means, without any store."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime

from pos_app.code_report import report
from pos_app.domain import in_store_codes, own_codes
from pos_app.domain.scan import CodeRules, MisreadCode, parse_scan
from pos_app.domain.symbology import reading_of

MISREAD = 1
WRONG_RULES = 2


def main(arguments: list[str]) -> int:
    """Print the meaning of one code as JSON; 1 when it cannot be used, with the reason."""
    parser = argparse.ArgumentParser(prog="python -m pos_app scan", description=main.__doc__)
    parser.add_argument("text", help="what the scanner read; GS stands between fields as \\x1d")
    parser.add_argument("--in-store", default="", help="countries or patterns of in-store codes")
    parser.add_argument("--prefixes", default="", help="kind=beginning of the store's own labels")
    chosen = parser.parse_args(arguments)
    wrong = (
        *in_store_codes.complaints(chosen.in_store),
        *own_codes.complaints(chosen.prefixes),
    )
    if wrong:
        sys.stderr.write(f"no rule: {' '.join(wrong)}\n")
        return WRONG_RULES
    text = chosen.text.replace("\\x1d", "\x1d")
    code = parse_scan(text, CodeRules.of(chosen.in_store, chosen.prefixes))
    symbology = reading_of(text).name
    today = datetime.now(UTC).astimezone().date()
    meaning = report(code, today) | ({"symbology": symbology} if symbology else {})
    sys.stdout.write(json.dumps(meaning, default=str, ensure_ascii=False) + "\n")
    return MISREAD if isinstance(code, MisreadCode) else 0
