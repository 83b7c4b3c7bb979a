"""Scrolling by a finger that still lets a tap with a moving thumb be a tap."""

from typing import Final

from PySide6.QtWidgets import QScroller, QScrollerProperties, QWidget

# 12 px of 48 px that stand for 9 mm, in metres as the scroller counts.
_DRAG_START_M: Final = 0.009 * 12 / 48


def scroll_by_touch(viewport: QWidget) -> None:
    """Let a finger scroll this viewport; a drag begins after 12 px, and never bounces."""
    QScroller.grabGesture(viewport, QScroller.ScrollerGestureType.TouchGesture)
    scroller = QScroller.scroller(viewport)
    feel = scroller.scrollerProperties()
    metric = QScrollerProperties.ScrollMetric
    feel.setScrollMetric(metric.DragStartDistance, _DRAG_START_M)
    never = QScrollerProperties.OvershootPolicy.OvershootAlwaysOff
    feel.setScrollMetric(metric.VerticalOvershootPolicy, never)
    feel.setScrollMetric(metric.HorizontalOvershootPolicy, never)
    scroller.setScrollerProperties(feel)
