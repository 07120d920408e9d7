// Mail itself: its parts, its addresses, who handles it, and what becomes of it.

extension Reference {
    static let mailConcepts = [
        concept(
            "SMTP", "RFC 5321 §2.1",
            """
            Simple Mail Transfer Protocol: a client opens a connection, introduces itself, and \
            hands mail over by commands in lines of text; the server answers each by a reply \
            with a code.
            """,
            examples: [":can"], names: ["SMTP", "simple mail transfer protocol"]),
        concept(
            "ESMTP", "RFC 5321 §2.2",
            """
            SMTP with extensions: the client says EHLO, and the server's reply lists what it \
            can do beyond the basics.
            """,
            examples: ["EHLO client.example"], names: ["ESMTP", "extended SMTP"]),
        concept(
            "envelope", "RFC 5321 §2.3.1",
            """
            What MAIL and RCPT say: the reverse path and the recipients. It is apart from the \
            message, whose From and To fields may differ, and it alone decides where the mail \
            goes.
            """,
            examples: [":envelope"], names: ["envelope", "mail envelope"]),
        concept(
            "message", "RFC 5321 §2.3.1",
            """
            The content, which follows DATA: a header section, an empty line, and a body. \
            Servers deliver it and add trace fields, but do not otherwise look at it to decide \
            where it goes.
            """,
            examples: [":message 1"],
            names: ["message", "mail message", "message content", "content"]),
        concept(
            "header", "RFC 5322 §2.2",
            """
            The fields at the beginning of a message, such as From and Subject, up to the \
            first empty line. SMTP transports them as text; they are not the envelope.
            """,
            names: ["header", "header section", "header field", "message header"]),
        concept(
            "body", "RFC 5322 §2.3",
            """
            What follows the first empty line of a message.
            """,
            names: ["body", "message body"]),
        concept(
            "message text", "RFC 5321 §4.1.1.4",
            """
            The lines between the reply 354 to DATA and the line with a single dot: header and \
            body of the message.
            """,
            examples: ["DATA"], names: ["message text", "mail data", "text"]),
        concept(
            "mailbox", "RFC 5321 §2.3.11",
            """
            Where mail for an address is kept. Its address has the form local-part@domain.
            """,
            examples: ["RCPT TO:<bob@sim.example>"]),
        concept(
            "address", "RFC 5321 §2.3.11",
            """
            Who mail is for or from: a local part, @, and a domain or an address literal.
            """,
            examples: ["RCPT TO:<bob@sim.example>"],
            names: ["address", "email address", "mail address"]),
        concept(
            "local part", "RFC 5321 §2.3.11",
            """
            The part of an address before the @. Only the server that owns the domain knows \
            what it means; capitals may matter (§2.4). At most 64 octets (§4.5.3.1.1).
            """,
            examples: ["RCPT TO:<bob@sim.example>"]),
        concept(
            "domain", "RFC 5321 §2.3.5",
            """
            The part of an address after the @, and the name of a host: labels of letters, \
            digits and hyphens, joined by dots. It must be fully qualified, at most 255 octets \
            (§4.5.3.1.2).
            """,
            examples: ["EHLO client.example"],
            names: ["domain", "domain name", "FQDN", "hostname of a client"]),
        concept(
            "address literal", "RFC 5321 §4.1.3",
            """
            An IP address in brackets where a domain would stand: [192.0.2.1] or \
            [IPv6:2001:db8::1].
            """,
            examples: ["EHLO [192.0.2.1]"],
            names: ["address literal", "domain literal", "IPv6 address"]),
        concept(
            "reverse path", "RFC 5321 §4.1.1.2",
            """
            The address in MAIL FROM: whom to tell if the mail cannot be delivered. It may be \
            empty, and need not be the author in From.
            """,
            examples: ["MAIL FROM:<ann@client.example>"],
            names: [
                "reverse path", "envelope sender", "mail from", "bounce address", "sender address",
            ]),
        concept(
            "forward path", "RFC 5321 §4.1.1.3",
            """
            The address in RCPT TO: one recipient of the mail. Each recipient has a command \
            and a reply of its own.
            """,
            examples: ["RCPT TO:<bob@sim.example>"],
            names: ["forward path", "envelope recipient", "rcpt to"]),
        concept(
            "null sender", "RFC 5321 §4.5.5",
            """
            The reverse path <>: reports about mail carry it, so that a report that cannot be \
            delivered makes no other report. A server must accept it.
            """,
            examples: ["MAIL FROM:<>"],
            names: [
                "null sender", "null reverse path", "null path", "null return path",
                "empty sender",
            ]),
        concept(
            "return-path", "RFC 5321 §4.4",
            """
            The field that the server which makes the final delivery puts on top of the \
            message: the reverse path of MAIL. Nobody else writes it.
            """),
        concept(
            "received", "RFC 5321 §4.4",
            """
            The field that each server adds on top of a message: from whom, by whom, with \
            which protocol, and when. Read from below, they are the way the mail took.
            """,
            names: ["received", "received header", "received field"]),
        concept(
            "trace header", "RFC 5321 §4.4",
            """
            What servers add to a message for those who look into a problem later: Return-Path \
            and Received. A relay must not change those that are there.
            """,
            names: ["trace header", "trace field", "trace information"]),
        concept(
            "source route", "RFC 5321 §3.6.1",
            """
            Hosts in front of an address, <@a.example:bob@b.example>, by which the mail should \
            go. Obsolete: a server takes the address and ignores the rest.
            """,
            examples: ["RCPT TO:<@relay.example:bob@sim.example>"]),
        concept(
            "postmaster", "RFC 5321 §4.5.1",
            """
            The mailbox of those who look after the mail of a server. Every server must take \
            mail for it, in any capitals; RCPT TO:<Postmaster> needs no domain.
            """,
            examples: ["RCPT TO:<Postmaster>"]),
        concept(
            "alias", "RFC 5321 §3.9.1",
            """
            An address that stands for others. The server puts them in its place in the \
            envelope, and leaves the reverse path as it is.
            """,
            examples: ["EXPN staff"]),
        concept(
            "mailing list", "RFC 5321 §3.9.2",
            """
            An address that stands for many. Unlike an alias, the list puts its own address in \
            the reverse path, so that reports come to whoever looks after it.
            """,
            examples: ["EXPN staff"], names: ["mailing list", "distribution list"]),
        concept(
            "forwarding", "RFC 5321 §3.4",
            """
            The server passes mail on to the user's new address, silently or with 251, or \
            refuses with 551 and names it.
            """,
            examples: [":on recipient bob@* accept 251 2.1.5 \"User not local; will forward\""],
            names: ["forwarding", "forward"]),
        concept(
            "bounce", "RFC 5321 §6.1",
            """
            A report that mail could not be delivered, sent to the reverse path by a server \
            that had accepted it. It has the null sender. A server that refuses in the session \
            needs to send none: its client knows at once.
            """,
            examples: [":on recipient bob@* reject 550 5.1.1 \"No such user\""],
            names: [
                "bounce", "NDR", "NDN", "non-delivery report", "bounce message", "undeliverable",
            ]),
        concept(
            "delivery status notification", "RFC 3464 §2",
            """
            A report about what became of mail, with a part that programs can read: delivered, \
            delayed, failed, relayed or expanded, for each recipient. The extension DSN lets \
            the client ask for them.
            """,
            examples: ["RCPT TO:<bob@sim.example> NOTIFY=SUCCESS,FAILURE"],
            names: ["delivery status notification", "DSN", "delivery report", "delivery receipt"]),
        concept(
            "MDN", "RFC 8098",
            """
            Message disposition notification, a read receipt: the recipient's mail program \
            reports what was done with a message. It is asked for in the header, not by SMTP.
            """,
            names: ["MDN", "read receipt", "disposition notification"]),
        concept(
            "backscatter", "RFC 5321 §6.2",
            """
            Bounces to people who never sent the mail, because its reverse path was forged. A \
            server avoids them by refusing in the session, before it has taken responsibility.
            """,
            examples: [":on recipient bob@* reject 550 5.1.1 \"No such user\""]),
        concept(
            "loop", "RFC 5321 §6.3",
            """
            Mail that goes in circles between servers. They count the Received fields; a \
            server that finds too many, and at least 100 should be allowed, gives up.
            """,
            names: ["loop", "mail loop", "loop detection"]),
        concept(
            "queue", "RFC 5321 §4.5.4",
            """
            Where a sender keeps mail that it could not hand over yet. It tries again for four \
            or five days (§4.5.4.1), and then sends a bounce.
            """,
            examples: [":on recipient bob@* tempfail 451 4.7.1 \"Come back later\" once"],
            names: ["queue", "retry", "retries"]),
        concept(
            "MUA", "RFC 5598 §4.2.1",
            """
            Mail user agent: the program in which people read and write mail. It hands mail \
            over to an MSA.
            """,
            names: ["MUA", "mail user agent", "message user agent", "mail client"]),
        concept(
            "MSA", "RFC 6409 §1",
            """
            Message submission agent: the server to which users hand over new mail, on port \
            587 or, inside TLS, 465. It demands authentication, and may complete what is \
            missing.
            """,
            examples: [":profile submission"],
            names: ["MSA", "mail submission agent", "message submission agent"]),
        concept(
            "MTA", "RFC 5598 §4.3.2",
            """
            Mail transfer agent: a server that takes mail over, and passes it on to the next \
            one or to its own mailboxes.
            """,
            names: ["MTA", "mail transfer agent", "message transfer agent", "mail server"]),
        concept(
            "MDA", "RFC 5598 §4.3.3",
            """
            Mail delivery agent: what puts mail into the recipient's mailbox. LMTP is spoken \
            to it.
            """,
            names: ["MDA", "mail delivery agent", "message delivery agent"]),
        concept(
            "client", "RFC 5321 §2.3.2",
            """
            Who opens the connection, and sends commands and mail. At the prompt, that is you.
            """,
            examples: ["EHLO client.example"], names: ["client", "SMTP client", "sender SMTP"]),
        concept(
            "server", "RFC 5321 §2.3.2",
            """
            Who answers the commands and takes responsibility for the mail. Here, smtpsim \
            plays it.
            """,
            names: ["server", "SMTP server", "receiver SMTP"]),
        concept(
            "submission", "RFC 6409 §3",
            """
            A user's program hands new mail over, after authentication, on a port of its own; \
            the server may complete and check what it would leave alone in a relay.
            """,
            examples: [":profile submission"],
            names: ["submission", "message submission", "mail submission", "port 587"]),
        concept(
            "relay", "RFC 5321 §3.6",
            """
            To take mail that is for somebody elsewhere, and to pass it on. A server does so \
            only for clients that it knows: by their network, or by AUTH.
            """,
            examples: [":on recipient *@elsewhere.example reject 550 5.7.1 \"Relaying denied\""],
            names: ["relay", "relaying", "mail relay"]),
        concept(
            "open relay", "RFC 2505 §2.1",
            """
            A server that relays for anybody. Senders of spam look for such servers, and \
            others then refuse all their mail.
            """,
            examples: [":on recipient *@elsewhere.example reject 550 5.7.1 \"Relaying denied\""]),
        concept(
            "smarthost", "",
            """
            A server to which a client hands all its mail, whatever the recipient's domain, \
            because it knows the way.
            """,
            names: ["smarthost", "smart host"]),
        concept(
            "gateway", "RFC 5321 §3.7",
            """
            A server that passes mail on to, or takes it from, a system that does not speak \
            SMTP, and converts it where it must.
            """,
            names: ["gateway", "mail gateway"]),
        concept(
            "MX", "RFC 5321 §5.1",
            """
            The record in DNS that says which hosts take mail for a domain, each with a \
            preference; the lowest is tried first. A domain without one is itself the host.
            """,
            names: ["MX", "MX record", "mail exchanger"]),
        concept(
            "null MX", "RFC 7505 §3",
            """
            The record MX 0 . , by which a domain says that it takes no mail. Servers then \
            refuse with 556 5.1.10 as a recipient's domain, and 550 5.7.27 as a sender's.
            """,
            examples: [":on recipient *@sim.example reject 556 5.1.10 \"Domain has null MX\""]),
        concept(
            "blind copy", "RFC 5321 §7.2",
            """
            A recipient of the envelope whom no field of the header names, so that the others \
            do not learn of it.
            """,
            examples: ["RCPT TO:<carol@sim.example>"],
            names: ["blind copy", "Bcc", "blind carbon copy"]),
        concept(
            "catch-all", "",
            """
            A domain that takes mail for any local part, so that nothing to it is refused, \
            spam included.
            """,
            examples: [":on recipient *@sim.example accept"], names: ["catch-all", "catchall"]),
        concept(
            "subaddress", "",
            """
            What follows a + in a local part, bob+lists@sim.example. Many servers deliver to \
            bob and leave the rest to filters; only the server of the domain knows.
            """,
            examples: ["RCPT TO:<bob+lists@sim.example>"],
            names: ["subaddress", "plus addressing", "sub-address", "detail"]),
        concept(
            "VERP", "",
            """
            A list writes each recipient into the reverse path of the copy it sends, so that a \
            bounce says whose address failed.
            """,
            examples: ["MAIL FROM:<list-bob=sim.example@client.example>"],
            names: ["VERP", "variable envelope return path"]),
        concept(
            "MAILER-DAEMON", "RFC 5321 §6.1",
            """
            The name by which servers call themselves in the From field of a bounce. The \
            envelope has the null sender.
            """,
            examples: ["MAIL FROM:<>"]),
        concept(
            "Message-ID", "RFC 5322 §3.6.4",
            """
            The field with a name for the message that nobody else uses, which answers and \
            servers' logs refer to.
            """),
        concept(
            "ESMTPSA", "RFC 3848",
            """
            What a Received field says after with: SMTP, ESMTP after EHLO, ESMTPA with AUTH, \
            ESMTPS inside TLS, ESMTPSA with both; LMTP likewise.
            """,
            examples: ["AUTH PLAIN"],
            names: ["ESMTPSA", "ESMTPA", "ESMTPS", "LMTPA", "LMTPS", "LMTPSA", "with protocol"]),
    ]
}
