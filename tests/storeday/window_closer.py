"""How a desktop asks a window to close: the message that the cross in its frame sends (ICCCM 4.2.8.1)."""

from __future__ import annotations

import ctypes

CLIENT_MESSAGE = 33
LONGS = 5


class _ClientMessage(ctypes.Structure):
    """XClientMessageEvent of Xlib with data of 32 bits."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * LONGS),
    )


class _Event(ctypes.Union):
    """XEvent: every event is as long as the longest."""

    _fields_ = (("message", _ClientMessage), ("padding", ctypes.c_long * 24))


def close_window(display_name: str, window: int) -> None:
    """Send WM_DELETE_WINDOW to a window of a display."""
    xlib = ctypes.CDLL("libX11.so.6")
    xlib.XOpenDisplay.restype = ctypes.c_void_p
    xlib.XInternAtom.restype = ctypes.c_ulong
    display = ctypes.c_void_p(xlib.XOpenDisplay(display_name.encode()))
    assert display.value, f"nobody shows {display_name}"
    protocols = xlib.XInternAtom(display, b"WM_PROTOCOLS", 0)
    delete = xlib.XInternAtom(display, b"WM_DELETE_WINDOW", 0)
    message = _ClientMessage(
        type=CLIENT_MESSAGE,
        send_event=1,
        window=window,
        message_type=protocols,
        format=32,
        data=(ctypes.c_long * LONGS)(delete),
    )
    event = _Event(message=message)
    xlib.XSendEvent(display, ctypes.c_ulong(window), 0, ctypes.c_long(0), ctypes.byref(event))
    xlib.XCloseDisplay(display)
