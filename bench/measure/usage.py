"""Runs a command and tells what it took: usage.py REPORT COMMAND...

Node cannot ask for the resources of a child; wait4 tells them for the child alone, as the kernel counted them:
CPU in microseconds, and the largest resident set that it, or one of its own children, ever had.
"""

import json
import os
import sys
import time

report, *command = sys.argv[1:]
started_at = time.time()
begun = time.perf_counter()
child = os.posix_spawnp(command[0], command, os.environ)
_, status, usage = os.wait4(child, 0)
wall = time.perf_counter() - begun
with open(report, "w") as file:
    measured = {
        "wall": wall,
        "cpu": usage.ru_utime + usage.ru_stime,
        # Kilobytes on Linux, bytes on macOS.
        "peakMb": usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e6 / 1024),
        "startedAt": started_at,
    }
    json.dump(measured, file)
sys.exit(os.waitstatus_to_exitcode(status))
