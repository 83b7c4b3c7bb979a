"""Columns knows the few kinds of column that the tables of the centre have, and how their keys are named."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, LargeBinary, MetaData, Text

METADATA = MetaData(
    naming_convention={
        "ix": "%(table_name)s_by_%(column_0_N_name)s",
        "uq": "%(table_name)s_one_%(column_0_N_name)s",
        "fk": "%(table_name)s_to_%(referred_table_name)s",
        "pk": "%(table_name)s_key",
    }
)


def string(name: str, *, key: bool = False) -> Column[str]:
    """A text."""
    return Column(name, Text, primary_key=key, nullable=False)


def number(name: str, *, key: bool = False) -> Column[int]:
    """A whole number."""
    return Column(name, BigInteger, primary_key=key, autoincrement=False, nullable=False)


def maybe_number(name: str) -> Column[int]:
    """A whole number, or none."""
    return Column(name, BigInteger, nullable=True)


def maybe_string(name: str) -> Column[str]:
    """A text, or none."""
    return Column(name, Text, nullable=True)


def flag(name: str) -> Column[bool]:
    """Yes or no."""
    return Column(name, Boolean, nullable=False)


def binary(name: str, *, key: bool = False) -> Column[bytes]:
    """Bytes."""
    return Column(name, LargeBinary, primary_key=key, nullable=False)


def of_store(*, key: bool = True) -> Column[str]:
    """The store that a row belongs to."""
    store_key = ForeignKey("store.business_unit")
    return Column("business_unit", Text, store_key, primary_key=key, nullable=False)


def of_item(*, key: bool) -> Column[int]:
    """The item that a row speaks of."""
    item_key = ForeignKey("item.item_id")
    return Column(
        "item_id", BigInteger, item_key, primary_key=key, autoincrement=False, nullable=False
    )
