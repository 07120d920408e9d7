// The protocol: sessions, lines, replies, extensions, TLS and SASL.

extension Reference {
    static let protocolConcepts = [
        concept(
            "session", "RFC 5321 §3.1",
            """
            One connection, from the greeting to QUIT. It has any number of mail transactions, \
            one after another.
            """,
            examples: [":state"], names: ["session", "SMTP session", "connection"]),
        concept(
            "transaction", "RFC 5321 §3.3",
            """
            MAIL, one RCPT for each recipient, then DATA and the text: what it takes to send \
            one message. RSET, EHLO and the end of the text begin a new one.
            """,
            examples: ["MAIL FROM:<ann@client.example>"],
            names: ["transaction", "mail transaction"]),
        concept(
            "greeting", "RFC 5321 §3.1",
            """
            The reply 220 with which a server begins, or 554 if it gives no service. A client \
            waits for it before it sends anything.
            """,
            examples: [":connect"], names: ["greeting", "banner", "welcome"]),
        concept(
            "reply", "RFC 5321 §4.2",
            """
            What the server says to a command: a code of three digits and a text, in one line \
            or several. In all lines but the last a hyphen follows the code.
            """,
            examples: ["NOOP"], names: ["reply", "response", "server reply"]),
        concept(
            "reply code", "RFC 5321 §4.2.1",
            """
            Three digits: 2 done, 3 go on, 4 not now, 5 no; then 0 syntax, 1 information, 2 \
            connection, 5 mail system; then the details. Programs go by it, people read the \
            text.
            """,
            examples: [":explain 550"], names: ["reply code", "status code", "SMTP code", "code"]),
        concept(
            "enhanced status code", "RFC 3463 §2",
            """
            A code of three numbers after the reply code, 5.1.1: class, subject and detail. It \
            says why, whatever the language of the text.
            """,
            examples: [":explain 5.1.1"],
            names: ["enhanced status code", "enhanced code", "extended status code"]),
        concept(
            "command", "RFC 5321 §4.1.1",
            """
            A line of the client: a verb and, for some, an argument. It ends with CR LF.
            """,
            examples: [":can"], names: ["command", "SMTP command"]),
        concept(
            "argument", "RFC 5321 §4.1.1",
            """
            What follows the verb of a command: an address, a name, parameters.
            """),
        concept(
            "parameter", "RFC 5321 §4.1.1.11",
            """
            A word, or word=value, that an extension adds to MAIL or RCPT, such as SIZE=1000. \
            One that the server did not offer is refused with 555.
            """,
            examples: ["MAIL FROM:<ann@client.example> SIZE=1000"],
            names: ["parameter", "ESMTP parameter", "mail parameter"]),
        concept(
            "extension", "RFC 5321 §2.2",
            """
            What a server can do beyond the basics; EHLO lists it by a keyword. It may bring \
            verbs, parameters, and longer lines.
            """,
            examples: ["EHLO client.example"],
            names: [
                "extension", "SMTP extension", "service extension", "capability", "capabilities",
            ]),
        concept(
            "CRLF", "RFC 5321 §2.3.8",
            """
            Carriage return and line feed, octets 13 and 10: the end of every line in SMTP, \
            and nothing else is. The prompt adds it to what you type.
            """,
            examples: [":send \"NOOP\\r\\n\""],
            names: [
                "CRLF", "CR LF", "CR", "LF", "line end", "newline", "line feed", "carriage return",
            ]),
        concept(
            "bare LF", "RFC 5321 §2.3.8",
            """
            A line feed without a carriage return before it. It ends no line, and must not be \
            sent; a server that took it for one could be smuggled to.
            """,
            examples: [":send \"NOOP\\n\""],
            names: ["bare LF", "bare line feed", "lone LF", "bare CR"]),
        concept(
            "line", "RFC 5321 §2.3.8",
            """
            Octets up to CR LF. A command line has at most 512 octets (§4.5.3.1.4), a line of \
            text at most 1000 (§4.5.3.1.6), CR LF included.
            """,
            examples: [":explain line-length"], names: ["line", "text line"]),
        concept(
            "line length", "RFC 5321 §4.5.3.1",
            """
            At most 512 octets for a command, 512 for a reply line and 1000 for a line of \
            text, each with CR LF. Extensions add to the first.
            """,
            examples: [":settings maximum"],
            names: ["line length", "line limit", "command line length"]),
        concept(
            "octet", "RFC 5321 §2.3.7",
            """
            Eight bits, what most programs call a byte.
            """,
            names: ["octet", "byte"]),
        concept(
            "dot-stuffing", "RFC 5321 §4.5.2",
            """
            A line of text that begins with a dot gets one more in front, which the server \
            takes away: so a line with a single dot can end the text.
            """,
            examples: ["DATA"],
            names: ["dot-stuffing", "transparency", "byte stuffing", "leading dot"]),
        concept(
            "end of data", "RFC 5321 §4.1.1.4",
            """
            CR LF, a dot, CR LF: a line with a single dot. With its 250 the server takes \
            responsibility for the mail.
            """,
            examples: ["DATA"],
            names: [
                "end of data", "lone dot", "single dot", "final dot", "end of message",
                "end of text",
            ]),
        concept(
            "pipelining", "RFC 2920 §3.1",
            """
            To send several commands without waiting for each reply. EHLO, DATA, VRFY, EXPN, \
            TURN, QUIT and NOOP end such a group; the replies come in order.
            """,
            examples: [":send \"NOOP\\r\\nNOOP\\r\\n\""], names: ["pipelining", "pipelined"]),
        concept(
            "chunk", "RFC 3030 §2",
            """
            A part of a message that BDAT announces by its count of octets: no dots are \
            stuffed, and no line with a dot ends it.
            """,
            examples: ["BDAT 1000 LAST"], names: ["chunk", "chunking", "BDAT chunk"]),
        concept(
            "timeout", "RFC 5321 §4.5.3.2",
            """
            How long each side waits: a client 5 minutes for most replies, 2 after DATA, 3 for \
            each block of text and 10 for the reply to the last dot; a server 5 minutes for a \
            command.
            """,
            examples: [":wait 5m"], names: ["timeout", "idle timeout"]),
        concept(
            "base64", "RFC 4648 §4",
            """
            Octets written with 64 letters, four for each three octets, and = to fill up. AUTH \
            carries its messages in it, which hides nothing: anybody can read it back.
            """,
            examples: ["AUTH PLAIN AHRpbQB0YW5zdGFhZg=="], names: ["base64", "base 64"]),
        concept(
            "xtext", "RFC 3461 §4",
            """
            How a parameter writes any text: printable ASCII as it is, but + and = and what is \
            not printable as + and two hexadecimal digits.
            """,
            examples: ["MAIL FROM:<ann@client.example> ENVID=a+2Bb"]),
        concept(
            "MIME", "RFC 2045",
            """
            How a message says what its parts are, pictures or text in any language, and how \
            they are encoded to survive SMTP.
            """,
            examples: ["MAIL FROM:<ann@client.example> BODY=8BITMIME"]),
        concept(
            "eight-bit text", "RFC 6152 §3",
            """
            Text with octets above 127. SMTP carries 7 bits; 8BITMIME allows more in the body, \
            SMTPUTF8 in addresses and the header.
            """,
            examples: ["MAIL FROM:<ann@client.example> BODY=8BITMIME"],
            names: ["eight-bit text", "8-bit", "8bit", "eight bit"]),
        concept(
            "internationalised address", "RFC 6531 §3.3",
            """
            An address with letters beyond ASCII, in UTF-8: before the @, in the domain, or \
            both. The server must list SMTPUTF8, and MAIL must say it.
            """,
            examples: ["MAIL FROM:<ann@client.example> SMTPUTF8"],
            names: [
                "internationalised address", "internationalized address", "EAI", "UTF-8 address",
                "internationalised email", "unicode address",
            ]),
        concept(
            "IDN", "RFC 6531 §3.2",
            """
            A domain with letters beyond ASCII. Without SMTPUTF8 it is written in ASCII, with \
            labels that begin with xn--.
            """,
            examples: ["EHLO xn--bcher-kva.example"],
            names: [
                "IDN", "internationalised domain name", "internationalized domain name",
                "punycode", "A-label", "U-label",
            ]),
        concept(
            "TLS", "RFC 3207 §2",
            """
            Encryption of the connection. STARTTLS begins it on a connection in clear; on port \
            465 it is there from the start. Then the client says EHLO again.
            """,
            examples: ["STARTTLS"], names: ["TLS", "transport layer security", "SSL"]),
        concept(
            "implicit TLS", "RFC 8314 §3",
            """
            TLS from the first octet, on port 465 for submission, instead of STARTTLS on port \
            587.
            """,
            examples: [":connect tls"],
            names: ["implicit TLS", "SMTPS", "port 465", "submissions"]),
        concept(
            "opportunistic TLS", "RFC 3207 §6",
            """
            To use TLS where the other side offers it, and to do without where it does not. \
            Somebody in the middle can take the offer away.
            """,
            examples: ["STARTTLS"],
            names: ["opportunistic TLS", "downgrade", "STARTTLS stripping"]),
        concept(
            "port 25", "RFC 5321 §4.5.4.2",
            """
            Where servers take mail from servers. Users' programs submit theirs on 587 or 465.
            """,
            names: ["port 25", "ports", "SMTP port"]),
        concept(
            "SASL", "RFC 4422 §3",
            """
            How AUTH authenticates: a mechanism is a series of challenges and responses. The \
            mechanism's name follows AUTH, its messages go in base64.
            """,
            examples: ["AUTH PLAIN"],
            names: ["SASL", "simple authentication and security layer", "authentication"]),
        concept(
            "challenge", "RFC 4954 §4",
            """
            What the server sends after 334 in an AUTH exchange, in base64; the client answers \
            by a line in base64, or * to cancel.
            """,
            examples: ["AUTH LOGIN"], names: ["challenge", "challenge response", "334 challenge"]),
        concept(
            "initial response", "RFC 4954 §4",
            """
            The first message of the client on the AUTH line itself, to save a round trip; = \
            stands for an empty one.
            """,
            examples: ["AUTH EXTERNAL ="], names: ["initial response", "SASL-IR"]),
        concept(
            "authorization identity", "RFC 4422 §2",
            """
            Whom the client wants to act as; the authentication identity is who proves itself. \
            Usually they are the same, and the first is left empty.
            """,
            names: ["authorization identity", "authzid", "authcid", "authentication identity"]),
        concept(
            "channel binding", "RFC 5802 §6",
            """
            The proof of a SASL mechanism covers the TLS connection, so that it is worth \
            nothing on another one. Names that end with -PLUS have it.
            """),
        concept(
            "LMTP", "RFC 2033 §4",
            """
            SMTP for the last step, to a mailbox: LHLO instead of EHLO, and after the text a \
            reply for each recipient, so that no queue is needed. Not on port 25.
            """,
            examples: ["LHLO client.example"], names: ["LMTP", "local mail transfer protocol"]),
        concept(
            "PROXY", "HAProxy PROXY protocol",
            """
            A line, or a binary header, that a load balancer sends in front of everything \
            else, to say whom it speaks for. A server that does not expect it takes it for a \
            wrong command.
            """,
            examples: ["PROXY TCP4 192.0.2.1 192.0.2.2 40000 25"],
            names: ["PROXY", "PROXY protocol", "HAProxy"]),
        concept(
            "operator in the loop", "",
            """
            You, when a question is open: the prompt is A: and your answer decides. :ask HOOK \
            has questions put to you.
            """,
            examples: [":ask recipient"], names: ["operator in the loop", "operator"]),
    ]
}
