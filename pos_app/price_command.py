"""Price command tells what a basket costs that a JSON document describes, and why."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from pos_app.domain.pricing.basket_reading import read_question
from pos_app.domain.pricing.engine import Pricer
from pos_app.domain.pricing.explanation import explain
from pos_app.domain.pricing.priced_writing import Written, write_priced
from pos_app.domain.pricing.reading import BadDocument
from pos_app.price_words import sentence

NOT_A_BASKET = 1
NOT_READABLE = 3
STANDARD_INPUT = "-"


def main(arguments: list[str]) -> int:
    """Print lines, discounts with their reasons, taxes and totals of a basket as JSON."""
    parser = argparse.ArgumentParser(prog="python -m pos_app price", description=main.__doc__)
    parser.add_argument(
        "file", help="a basket as docs/price-json.md defines it; - for standard input"
    )
    chosen = parser.parse_args(arguments)
    try:
        text = (
            sys.stdin.read()
            if chosen.file == STANDARD_INPUT
            else Path(chosen.file).read_text(encoding="utf-8")
        )
        answer = price_document(text)
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        return _said(f"{chosen.file}: is no JSON document: {error}", NOT_A_BASKET)
    except BadDocument as error:
        return _said(f"{chosen.file}: {error}", NOT_A_BASKET)
    except OSError as error:
        return _said(f"{chosen.file}: {error.strerror}", NOT_READABLE)
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1) + "\n")
    return 0


def price_document(text: str) -> Written:
    """The answer to a document. Errors: JSONDecodeError, BadDocument."""
    # decimal numbers stay as they are written
    question = read_question(json.loads(text, parse_float=str))
    pricer = Pricer(question.book)
    priced = pricer.price(question.basket)
    explained = explain(pricer, question.basket, priced)
    currency = question.book.settings.currency
    words = {one.promotion.id: sentence(one) for one in explained}
    return write_priced(priced, explained, currency, words)


def _said(message: str, code: int) -> int:
    sys.stderr.write(message + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
