"""What only a process of its own can show: cold starts, and memory."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
# As users run it: the first of several processes writes the byte code, the others read it.
ENVIRON = {**os.environ, "PYTHONPATH": str(ROOT)}
ENVIRON.pop("PYTHONDONTWRITEBYTECODE", None)
_COLD = "import sys, time; {}; t = time.perf_counter(); {}; print(time.perf_counter() - t)"
# Not what resource.getrusage() says where there is better: a process inherits that figure from the one that started it.
_PEAK = """
import re, resource, sys
from pathlib import Path
from notesllm import preview

def peak():
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)

preview("# Warm\\n\\n- [ ] Ana: write the runbook by Friday\\n")
before = peak()
path = Path(sys.argv[1])
preview(path)
print((peak() - before) / path.stat().st_size)
"""


def cold(before: str, then: str, *arguments: str) -> float:
    """Median seconds that ``then`` takes in a process that has done nothing but ``before``."""
    return statistics.median(_report(_COLD.format(before, then), *arguments) for _ in range(15))


def peak_over_size(path: Path) -> float:
    """How many times the file's size the memory of the process grows while it is read and summarised."""
    return _report(_PEAK, str(path))


def whole(*arguments: str) -> float:
    """Median seconds from start to end of a Python process."""

    def once() -> float:
        started = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, cwd=ROOT, stdout=subprocess.DEVNULL, env=ENVIRON)
        return time.perf_counter() - started

    return statistics.median(once() for _ in range(9))


def _report(code: str, *arguments: str) -> float:
    run = subprocess.run([sys.executable, "-c", code, *arguments], check=True, capture_output=True, env=ENVIRON)
    return float(run.stdout)
