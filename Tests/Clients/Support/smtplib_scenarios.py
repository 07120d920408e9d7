"""What Python's smtplib does with a server: smtplib_scenarios.py PORT SCENARIO.

Each scenario prints what smtplib returned or raised.
"""

import smtplib
import sys
from email.message import EmailMessage

ANN, BOB, CAT = "ann@client.example", "bob@sim.example", "cat@sim.example"
TEXT = "From: ann@client.example\r\nSubject: hello\r\n\r\n.\r\n..two\r\nend\r\n"


def connect(port):
    return smtplib.SMTP("127.0.0.1", port, local_hostname="client.example", timeout=60)


def message():
    """A message with a subject beyond ASCII, lines that begin with dots, and an attachment."""
    message = EmailMessage()
    message["From"] = f"Ann <{ANN}>"
    message["To"] = f"Bob <{BOB}>"
    message["Subject"] = "Grüße mit Anhang"
    message.set_content("First line.\n.leading dot\n..\n.\nafter the dots\n", cte="7bit")
    message.add_attachment(
        bytes(range(256)) * 40, maintype="application", subtype="octet-stream",
        filename="all-octets.bin")
    return message


def send_message(port):
    with connect(port) as server:
        print(server.send_message(message()))


def record(port):
    """What is recorded and played again: all in a fixed order, with a password."""
    with connect(port) as server:
        server.ehlo()
        show("PLAIN", server.auth("PLAIN", authenticator(server, "plain")))
        print(server.send_message(message()))
        print(server.sendmail(ANN, [BOB, CAT], TEXT))
        print(server.noop())


def authenticator(server, name, password="secret word"):
    server.user, server.password = "bob", password
    return getattr(server, f"auth_{name}")


def login(port):
    """By the best mechanism that both have, then each by name; two tries with a wrong password."""
    with connect(port) as server:
        show("login", server.login("bob", "secret word"))
        print(server.sendmail(ANN, BOB, TEXT))
    for name in ["CRAM-MD5", "PLAIN", "LOGIN"]:
        function = name.lower().replace("-", "_")
        with connect(port) as server:
            server.ehlo()
            try:
                server.auth(name, authenticator(server, function, "wrong"))
            except smtplib.SMTPAuthenticationError as error:
                print(name, error.smtp_code)
            show(name, server.auth(name, authenticator(server, function)))


def eight_bit(port):
    body = "Subject: 8-bit\r\n\r\nä ö ü €\r\n".encode()
    with connect(port) as server:
        print(server.sendmail(ANN, BOB, body, mail_options=["BODY=8BITMIME"]))


def some_refused(port):
    with connect(port) as server:
        for address, (code, text) in server.sendmail(ANN, ["nosuch@sim.example", BOB], TEXT).items():
            print(address, code, text.decode())


def all_refused(port):
    with connect(port) as server:
        recipients = ["nosuch@sim.example", "nosuch@other.example"]
        attempt(lambda: server.sendmail(ANN, recipients, TEXT))
        print(server.sendmail(ANN, BOB, TEXT))


def refused_then_accepted(port):
    """A message that the server refuses, then one on the same connection.

    smtplib sends RSET when the message is refused, but not when DATA is.
    """
    with connect(port) as server:
        attempt(lambda: server.sendmail(ANN, BOB, TEXT))
        server.rset()
        print(server.sendmail(ANN, BOB, TEXT))


def closed(port):
    with connect(port) as server:
        attempt(lambda: server.sendmail(ANN, BOB, TEXT))


def greeting(port):
    attempt(lambda: connect(port))


def utf8(port):
    """With the option said, and as send_message says it by itself."""
    with connect(port) as server:
        server.ehlo()
        options = ["SMTPUTF8", "BODY=8BITMIME"]
        recipients = ["böb@sim.example", "bob@bücher.example"]
        text = "From: änn@client.example\r\nSubject: grüße\r\n\r\n.\r\nend\r\n".encode()
        attempt(lambda: server.sendmail("änn@client.example", recipients, text, options))
        letter = message()
        letter.replace_header("From", "änn@client.example")
        attempt(lambda: server.send_message(letter))


def dsn(port):
    with connect(port) as server:
        print(server.sendmail(
            ANN, [BOB], TEXT, ["RET=HDRS", "ENVID=QQ314159"],
            ["NOTIFY=SUCCESS,DELAY", "ORCPT=rfc822;Bob+2Bx@sim.example"]))


def lmtp(port):
    """smtplib reads one reply to the text, so there is one recipient."""
    with smtplib.LMTP("127.0.0.1", port, local_hostname="client.example") as server:
        print(server.sendmail(ANN, BOB, TEXT))


def token(port):
    with connect(port) as server:
        server.ehlo()
        text = "user=bob\x01auth=Bearer secret word\x01\x01"
        show("XOAUTH2", server.auth("XOAUTH2", lambda challenge=None: text))
        print(server.sendmail(ANN, BOB, TEXT, ["AUTH=ann@client.example"]))


def show(name, reply):
    """A reply by its code and enhanced code, as the text is the server's own affair."""
    code, text = reply
    print(name, code, text.decode().split()[0])


def attempt(action):
    try:
        print(action())
    except smtplib.SMTPRecipientsRefused as error:
        print(type(error).__name__, *(f"{a} {code}" for a, (code, _) in error.recipients.items()))
    except smtplib.SMTPResponseException as error:
        print(type(error).__name__, error.smtp_code, error.smtp_error.decode())
    except smtplib.SMTPException as error:
        print(type(error).__name__)


globals()[sys.argv[2]](int(sys.argv[1]))
