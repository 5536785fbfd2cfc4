"""Servers that others wrote, each as a process of its own."""

import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

PATIENCE = 15  # seconds until one must be listening


class Process:
    """Runs ``command``; entered, it listens. What it says goes into ``log``, since nobody would empty a pipe."""

    def __init__(self, command: Sequence[str | Path], log: Path) -> None:
        self._command = command
        self._log = log

    def __enter__(self) -> Self:
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(self._command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        until = time.monotonic() + PATIENCE
        while not (line := self._listening()):
            if self._process.poll() is not None or time.monotonic() > until:
                self._process.kill()
                raise RuntimeError(f"no server: {self._log.read_text(errors='replace')[-500:]}")
            time.sleep(0.02)
        self.address = line.split()[-1]
        return self

    def _listening(self) -> str | None:
        lines = self._log.read_text(errors="replace").splitlines()
        return next((line for line in lines if "listening on http" in line), None)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()

    @property
    def base_url(self) -> str:
        return f"{self.address}/v1"
