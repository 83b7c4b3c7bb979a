"""Refusals stay until the next accepted scan, faults until mended, successes for their time."""

from ui.notice_state import NoticeKind, NoticeState
from ui.widgets.notice_queue import LIMIT, NoticeQueue

ITEM = NoticeState(NoticeKind.ACCEPTED, "Oat drink", amount="£2.10")
REFUSAL = NoticeState(NoticeKind.REFUSAL, "Not in our list: 123.")
FAULT = NoticeState(NoticeKind.FAULT, "Receipt printer is out of paper.", subject="printer")
SUCCESS = NoticeState(NoticeKind.SUCCESS, "Held.")


def test_a_refusal_stays_until_the_next_accepted_scan() -> None:
    queue = NoticeQueue()
    queue.push(REFUSAL)
    queue.success_over()
    assert queue.shown == REFUSAL
    queue.push(ITEM)
    assert (queue.shown, queue.waiting) == (ITEM, 0)


def test_a_fault_waits_behind_an_accepted_scan_until_mended() -> None:
    queue = NoticeQueue()
    queue.push(FAULT)
    queue.push(ITEM)
    assert (queue.shown, queue.waiting) == (ITEM, 1)
    queue.next()
    assert queue.shown == FAULT
    queue.mended("printer")
    assert (queue.shown, queue.waiting) == (ITEM, 0)


def test_a_success_goes_after_its_time_and_the_item_is_back() -> None:
    queue = NoticeQueue()
    queue.push(ITEM)
    queue.push(SUCCESS)
    assert queue.shown == SUCCESS
    queue.success_over()
    assert queue.shown == ITEM


def test_rank_decides_and_the_other_waits() -> None:
    queue = NoticeQueue()
    queue.push(FAULT)
    queue.push(SUCCESS)
    assert (queue.shown, queue.waiting) == (FAULT, 1)
    queue.push(REFUSAL)
    assert (queue.shown, queue.waiting) == (REFUSAL, 2)


def test_a_newer_word_on_a_subject_replaces_the_older() -> None:
    queue = NoticeQueue()
    queue.push(FAULT)
    queue.push(NoticeState(NoticeKind.FAULT, "Printer cover is open.", subject="printer"))
    assert (queue.shown.text, queue.waiting) == ("Printer cover is open.", 0)


def test_the_queue_has_a_limit() -> None:
    queue = NoticeQueue()
    for number in range(100):
        queue.push(NoticeState(NoticeKind.FAULT, f"Fault {number}"))
    assert queue.waiting < LIMIT
