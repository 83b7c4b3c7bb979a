"""Camera scan knows how codes before a camera become scans; frames are never read on the thread of the screens."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from queue import Empty, Full, Queue

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoSink

from pos_app.ports.camera import Frame, FrameReader
from ui.camera_pictures import FolderCamera, MachineCamera
from ui.camera_sheet import CameraSheet

_VIEW_PX = 300
# So often a frame is drawn or read at most, which a hand does not outrun; a frame that comes sooner is let go.
_END_LOOK_SECONDS = 0.2


class CameraScan(QObject):
    """From the touch of its key until one code was read; a code that stays in view is one scan."""

    scanned = Signal(str, object)
    failed = Signal()
    # what the reading thread tells
    _read = Signal(str, object)
    _seen = Signal(QImage)

    def __init__(self, folder: str, reader: FrameReader, parent: QObject) -> None:
        """folder: pictures that stand for a camera, "" for the camera of this machine."""
        super().__init__(parent)
        self.setObjectName("cameraScan")
        self._reader = reader
        self._frames: Queue[QVideoFrame] = Queue(maxsize=1)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._work, name="camera")
        self._sink = QVideoSink(self)
        self._sink.videoFrameChanged.connect(self._came)
        self._source = FolderCamera(Path(folder)) if folder else MachineCamera()
        self._source.failed.connect(self.failed)
        self._read.connect(self._was_read, Qt.ConnectionType.QueuedConnection)
        self.sheet = CameraSheet()
        self._seen.connect(self.sheet.show_picture, Qt.ConnectionType.QueuedConnection)
        self._done = False

    def start(self) -> None:
        """Look."""
        self._thread.start()
        self._source.start(self._sink)

    def stop(self) -> None:
        """Frames end, and the thread with them; does nothing a second time."""
        if self._stopped.is_set():
            return
        self._stopped.set()
        self._done = True
        self._source.stop()
        self._came(QVideoFrame())  # wakes whoever waits for a frame
        self._thread.join()
        self.deleteLater()

    @Slot(QVideoFrame)
    def _came(self, frame: QVideoFrame) -> None:
        try:
            self._frames.put_nowait(frame)
        except Full:
            return  # the frame before it is still read

    def _work(self) -> None:
        while not self._stopped.is_set():
            try:
                frame = self._frames.get(timeout=_END_LOOK_SECONDS)
            except Empty:
                continue
            image = frame.toImage()
            if image.isNull():
                continue
            self._seen.emit(image.scaledToWidth(_VIEW_PX))
            heard_ns = time.perf_counter_ns()
            for text in self._reader.read(_grey(image)):
                self._read.emit(text, heard_ns)

    @Slot(str, object)
    def _was_read(self, text: str, heard_ns: int) -> None:
        if not self._done:
            self._done = True
            self.scanned.emit(text, heard_ns)


def _grey(image: QImage) -> Frame:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    row, width = grey.bytesPerLine(), grey.width()
    data = bytes(grey.constBits())
    rows = (data[start : start + width] for start in range(0, row * grey.height(), row))
    return Frame(width, grey.height(), b"".join(rows))
