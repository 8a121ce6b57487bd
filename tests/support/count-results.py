# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds up Meson's test logs: why tests were skipped, then the closing line of ./tests/run.

A test that speaks TAP counts as the cases that it reports, any other as one.
"""

import json
import re
import sys

CASE = re.compile(r"^(?P<no>not )?ok\b *\d* *(?:- )?(?P<name>[^#]*?) *(?:# *(?P<skip>SKIP)\b *(?P<why>.*))?$", re.I | re.M)


def outcomes(test):
    """Yields (outcome, name, reason) of each case of a test."""
    name = test["name"]
    output = test.get("stdout", "")
    cases = list(CASE.finditer(output))
    for case in cases:
        outcome = "failed" if case["no"] else "skipped" if case["skip"] else "passed"
        yield outcome, f"{name} {case['name']}", case["why"]
    if test["result"] == "SKIP" and not cases:
        said = (output + test.get("stderr", "")).strip().splitlines()
        yield "skipped", name, said[-1] if said else ""
    elif test["result"] not in ("OK", "SKIP", "EXPECTEDFAIL") and not any(case["no"] for case in cases):
        yield "failed", name, test["result"]
    elif not cases:
        yield "passed", name, ""


def main():
    count = dict.fromkeys(("passed", "failed", "skipped"), 0)
    told = set()
    for log in sys.argv[1:]:
        with open(log, encoding="utf-8") as lines:
            for test in map(json.loads, lines):
                for outcome, name, reason in outcomes(test):
                    count[outcome] += 1
                    line = f"{outcome}: {name}: {reason or 'no reason given'}"
                    if outcome != "passed" and line not in told:
                        told.add(line)
                        print(line)
    print(", ".join(f"{number} {outcome}" for outcome, number in count.items()))
    sys.exit(count["failed"] > 0 or count["passed"] == 0)


main()
