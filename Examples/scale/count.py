#!/usr/bin/env python3
"""Counts rules and clients in the results of `smtpsim run --jsonl` or `smtpsim lint --jsonl`.

    smtpsim run --jsonl < corpus.jsonl | count.py
"""
import collections
import json
import sys


def pairs(line):
    """What one result counts for: pairs of a kind and a name."""
    result = json.loads(line)
    if "error" in result:
        return [("error", result["error"])]
    found = []
    for script in result.get("scripts", []):
        found.append(("client", script.get("readAs", "a script").split(" (")[0].split(",")[0]))
        found.append(("outcome", script["outcome"]))
        for step in script.get("replay", {}).get("steps", []):
            if step["verdict"] in ("code", "state", "silent") and step.get("rule"):
                found.append(("rule", step["rule"]))
    for finding in result.get("findings", []):
        found.append(("rule", finding["rule"]))
    return found


def main():
    counts = collections.Counter(pair for line in sys.stdin if line.strip() for pair in pairs(line))
    for (kind, name), count in sorted(counts.items(), key=lambda item: (item[0][0], -item[1], item[0][1])):
        print(f"{kind:8} {count:8} {name}")


if __name__ == "__main__":
    main()
