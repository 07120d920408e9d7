"""Sends a message with smtplib: listen_client.py PORT plain|starttls|tls CERTIFICATE.

It prints what it sent as a client would send it: DATA, the text, the dot.
"""

import smtplib
import ssl
import sys

TEXT = "From: ann@client.example\r\nSubject: hello\r\n\r\n.\r\n..two\r\nend\r\n"


def main(port, kind, certificate):
    context = ssl.create_default_context(cafile=certificate)
    settings = {"local_hostname": "client.example", "timeout": 60}
    if kind == "tls":
        server = smtplib.SMTP_SSL("localhost", port, context=context, **settings)
    else:
        server = smtplib.SMTP("localhost", port, **settings)
    with server:
        if kind == "starttls":
            server.starttls(context=context)
        server.login("bob", "secret word")
        refused = server.sendmail("ann@client.example", ["bob@sim.example"], TEXT)
        assert refused == {}, refused
    stuffed = TEXT.replace("\r\n.", "\r\n..")
    sys.stdout.write("DATA\r\n" + stuffed + ".\r\n")


sys.stdout.reconfigure(newline="")
main(int(sys.argv[1]), sys.argv[2], sys.argv[3])
