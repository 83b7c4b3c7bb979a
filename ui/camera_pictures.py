"""Camera pictures knows where frames come from: a camera of the machine, or a folder that stands for one."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import (
    QCamera,
    QMediaCaptureSession,
    QMediaDevices,
    QVideoFrame,
    QVideoSink,
)

_FRAME_MS = 100


class FrameSource(Protocol):
    """What feeds a sink with frames until it is stopped."""

    def start(self, sink: QVideoSink) -> None:
        """Begin."""
        ...

    def stop(self) -> None:
        """No more frames."""
        ...


class MachineCamera(QObject):
    """The first camera of this machine; `failed` when another program has it, or its cable was pulled."""

    failed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("machineCamera")
        self._camera = QCamera(QMediaDevices.defaultVideoInput(), self)
        self._session = QMediaCaptureSession(self)
        self._session.setCamera(self._camera)
        self._camera.errorOccurred.connect(self._has_failed)

    def start(self, sink: QVideoSink) -> None:
        """Begin."""
        self._session.setVideoSink(sink)
        self._camera.start()

    def stop(self) -> None:
        """The light beside the lens goes out."""
        self._camera.stop()
        self.deleteLater()

    def _has_failed(self, error: QCamera.Error, words: str) -> None:
        self.failed.emit()


class FolderCamera(QObject):
    """Shows the newest picture of a folder again and again; `failed` when the folder is gone."""

    failed = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.setObjectName("folderCamera")
        self._folder = folder
        self._sink: QVideoSink | None = None
        self._timer = QTimer(self)
        self._timer.setObjectName("folderCameraFrames")
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self._show)

    def start(self, sink: QVideoSink) -> None:
        """Begin."""
        self._sink = sink
        self._timer.start()

    def stop(self) -> None:
        """No more frames."""
        self._timer.stop()
        self.deleteLater()

    def _show(self) -> None:
        if not self._folder.is_dir():
            self._timer.stop()
            self.failed.emit()
            return
        pictures = sorted(self._folder.glob("*.png"), key=_newest)
        image = QImage(str(pictures[-1])) if pictures else QImage()
        if self._sink is not None and not image.isNull():
            self._sink.setVideoFrame(QVideoFrame(image.convertToFormat(QImage.Format.Format_RGB32)))


def has_machine_camera() -> bool:
    """Whether this machine has one."""
    return bool(QMediaDevices.videoInputs())


def _newest(path: Path) -> tuple[int, str]:
    return path.stat().st_mtime_ns, path.name
