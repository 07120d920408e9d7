#!/usr/bin/env python3
"""Writes a synthetic corpus of SMTP conversations as JSON lines: {"id":…,"text":…}.

    generate.py 100000 > corpus.jsonl

The same count and seed give the same corpus. Clients differ in how they log, in what they get wrong, and in what the
server says to them.
"""
import argparse
import json
import random

HOSTS = ["mx.example", "mail.example.com", "relay.example.net"]
PEOPLE = ["ann", "bob", "carol", "dave", "eve"]
REFUSALS = [
    "550 5.1.1 <{to}>: Recipient address rejected: User unknown",
    "450 4.2.0 <{to}>: Recipient address rejected: Greylisted",
    "554 5.7.1 <{to}>: Relay access denied",
]


def conversation(rng):
    """Who says what: pairs of a side, C or S, and a line."""
    host, name = rng.choice(HOSTS), f"client{rng.randrange(50)}.example"
    sender, to = f"{rng.choice(PEOPLE)}@{name}", f"{rng.choice(PEOPLE)}@{host}"
    space = " " if rng.random() < 0.05 else ""
    offers = ["PIPELINING", "SIZE 10240000", "8BITMIME"] if rng.random() < 0.9 else []
    lines = [("S", f"220 {host} ESMTP ready")]
    lines.append(("C", f"EHLO {name}"))
    keywords = [host] + offers
    lines += [("S", f"250{'-' if i < len(keywords) - 1 else ' '}{k}") for i, k in enumerate(keywords)]
    size = " SIZE=1200" if rng.random() < 0.3 else ""
    lines += [("C", f"MAIL FROM:{space}<{sender}>{size}"), ("S", "250 2.1.0 Ok")]
    lines.append(("C", f"RCPT TO:<{to}>"))
    if rng.random() < 0.2:
        lines.append(("S", rng.choice(REFUSALS).format(to=to)))
    else:
        lines += [("S", "250 2.1.5 Ok"), ("C", "DATA"), ("S", "354 End data with <CR><LF>.<CR><LF>")]
        lines += [("C", f"From: <{sender}>"), ("C", f"Subject: message {rng.randrange(1000)}"), ("C", "")]
        lines += [("C", "Hello"), ("C", "."), ("S", f"250 2.0.0 Ok: queued as {rng.randrange(1 << 40):010X}")]
    if rng.random() < 0.9:
        lines += [("C", "QUIT"), ("S", "221 2.0.0 Bye")]
    return lines


FORMATS = {
    "swaks": (" -> {}", "<-  {}"),
    "curl": ("> {}", "< {}"),
    "smtplib": ("send: '{}\\r\\n'", "reply: b'{}\\r\\n'"),
    "msmtp": ("--> {}", "<-- {}"),
    "phpmailer": ("CLIENT -> SERVER: {}", "SERVER -> CLIENT: {}"),
    "telnet": ("{}", "{}"),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    for number in range(options.count):
        client, server = FORMATS[rng.choice(sorted(FORMATS))]
        lines = [(client if side == "C" else server).format(line) for side, line in conversation(rng)]
        print(json.dumps({"id": number, "text": "\n".join(lines) + "\n"}))


if __name__ == "__main__":
    main()
