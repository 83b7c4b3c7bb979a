"""Decode command tells which codes pictures hold and what each means, without any store."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from pos_app.code_report import report
from pos_app.devices.picture_codes import PictureCode, codes_in
from pos_app.domain.scan import ScannedCode, parse_scan

NO_CODE = 1
NO_PICTURE = 3


def main(arguments: list[str]) -> int:
    """Print the codes of each picture as one line of JSON, each with its meaning and the reader that found it."""
    parser = argparse.ArgumentParser(prog="python -m pos_app decode", description=main.__doc__)
    parser.add_argument("pictures", nargs="+", type=Path, metavar="IMAGE")
    ended = 0
    for picture in parser.parse_args(arguments).pictures:
        try:
            found = codes_in(picture)
        except OSError as error:
            sys.stderr.write(f"no picture: {error}\n")
            ended = NO_PICTURE
            continue
        line = {"picture": str(picture), "codes": meanings(found)}
        sys.stdout.write(json.dumps(line, default=str, ensure_ascii=False) + "\n")
        if not found:
            ended = max(ended, NO_CODE)
    return ended


def meanings(found: tuple[PictureCode, ...]) -> list[dict[str, object]]:
    """Each meaning once, in the order found, though readers may write one number with 12 digits or with 13."""
    today = datetime.now(UTC).astimezone().date()
    told: dict[ScannedCode, PictureCode] = {}
    for code in found:
        told.setdefault(parse_scan(code.identifier + code.text), code)
    return [
        {**report(meaning, today), "symbology": code.symbology, "reader": code.reader}
        for meaning, code in told.items()
    ]
