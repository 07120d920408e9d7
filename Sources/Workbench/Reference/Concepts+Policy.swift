// Abuse, what servers do about it, and the words of the simulator itself.

extension Reference {
    static let policyConcepts = [
        concept(
            "smuggling", "RFC 5321 §4.1.1.4",
            """
            A message hidden in another: one server takes an odd line end, such as LF . LF, \
            for the end of the text, another does not. Then what follows the dot are commands. \
            Only CR LF . CR LF ends the text.
            """,
            examples: [":set tolerate.content.bare-lf on"],
            names: ["smuggling", "SMTP smuggling", "end of data smuggling"]),
        concept(
            "command injection", "RFC 3207 §4.2",
            """
            Octets that were sent in clear together with STARTTLS, to be read as if they had \
            come inside TLS. A server must drop them.
            """,
            examples: [":send \"STARTTLS\\r\\nNOOP\\r\\n\""],
            names: ["command injection", "STARTTLS injection", "response injection"]),
        concept(
            "greylisting", "RFC 6647",
            """
            To refuse for now, 451, what an unknown client sends to somebody for the first \
            time. Mail servers try again later and are let in; most programs that send spam do \
            not.
            """,
            examples: [":on recipient * tempfail 451 4.7.1 \"Greylisted\" once"],
            names: ["greylisting", "graylisting", "greylist"]),
        concept(
            "tarpit", "RFC 5321 §7.8",
            """
            To answer slowly those who make mistakes or send too much, so that it costs them \
            time.
            """,
            examples: [":on hello * delay 20s"], names: ["tarpit", "tarpitting", "teergrube"]),
        concept(
            "rate limit", "RFC 2505 §2.8",
            """
            To take so many messages or recipients of a client in a time, and refuse the rest \
            for now, with 421, 450 or 452.
            """,
            examples: [":on sender * tempfail 450 4.7.1 \"Too much mail\" after 2"],
            names: ["rate limit", "rate limiting", "throttling", "rate control"]),
        concept(
            "early talker", "RFC 5321 §4.3.1",
            """
            A client that sends before the greeting, or before it may pipeline. Mail servers \
            wait; programs that send spam often do not.
            """,
            names: ["early talker", "early talk"]),
        concept(
            "spam", "RFC 5321 §6.2",
            """
            Mail that nobody asked for. A server may refuse it in the session; once it has \
            said 250 to the text, it is responsible for the mail.
            """,
            examples: [":on message * reject 554 5.7.1 \"Looks like spam\""],
            names: ["spam", "UBE", "junk mail", "unsolicited mail"]),
        concept(
            "spoofing", "RFC 5321 §7.1",
            """
            To write somebody else's address in MAIL or From. SMTP itself does not prevent it; \
            SPF, DKIM and DMARC find some of it.
            """,
            examples: ["MAIL FROM:<president@client.example>"],
            names: ["spoofing", "forgery", "forged sender"]),
        concept(
            "directory harvesting", "RFC 5321 §7.3",
            """
            To try many addresses to see which exist, by VRFY or RCPT. Servers answer VRFY \
            with 252, and close after too many mistakes.
            """,
            examples: ["VRFY bob"],
            names: [
                "directory harvesting", "harvesting", "address harvesting", "dictionary attack",
            ]),
        concept(
            "blocklist", "RFC 2505 §2.5",
            """
            A list, asked for by DNS, of addresses of clients that send spam. A server refuses \
            them in the greeting or after RCPT, with 554 or 550.
            """,
            examples: [":on connect * reject 554 5.7.1 \"Listed\""],
            names: ["blocklist", "DNSBL", "RBL", "blacklist", "blocklisting"]),
        concept(
            "reverse DNS", "RFC 2505 §1.4",
            """
            The name that DNS gives for a client's address. Some servers refuse a client \
            without one, with 5.7.25.
            """,
            examples: [":on connect * reject 554 5.7.25 \"No reverse DNS\""],
            names: ["reverse DNS", "PTR", "rDNS"]),
        concept(
            "SPF", "RFC 7208",
            """
            A domain says in DNS which hosts may send mail with its name in MAIL. A server can \
            refuse others with 550 5.7.23.
            """,
            examples: [":on sender *@client.example reject 550 5.7.23 \"SPF validation failed\""],
            names: ["SPF", "sender policy framework"]),
        concept(
            "DKIM", "RFC 6376",
            """
            A domain signs the header and body of its mail; the key is in DNS. The signature \
            is in the message, not in SMTP; a server can refuse with 550 5.7.20.
            """,
            examples: [":on message * reject 550 5.7.20 \"No passing DKIM signature found\""],
            names: ["DKIM", "domainkeys identified mail"]),
        concept(
            "DMARC", "RFC 7489",
            """
            A domain says in DNS what to do with mail whose From names it, but which passes \
            neither SPF nor DKIM for it: nothing, quarantine, or reject.
            """,
            examples: [":on message * reject 550 5.7.1 \"Rejected by DMARC policy\""]),
        concept(
            "ARC", "RFC 8617",
            """
            Servers that pass mail on sign what SPF and DKIM said before they changed it, so \
            that the next one can believe it.
            """,
            names: ["ARC", "authenticated received chain"]),
        concept(
            "MTA-STS", "RFC 8461 §3",
            """
            A domain says, by DNS and HTTPS, that its mail servers offer TLS with a valid \
            certificate; senders then deliver only so.
            """,
            examples: ["STARTTLS"], names: ["MTA-STS", "strict transport security"]),
        concept(
            "DANE", "RFC 7672 §1",
            """
            The certificate of a mail server is in DNS, signed by DNSSEC; a sender that finds \
            it delivers only by TLS with that certificate.
            """,
            examples: ["STARTTLS"], names: ["DANE", "TLSA"]),
        concept(
            "milter", "",
            """
            A program that a mail server asks about every command and message, beside it: \
            accept, reject, tempfail, discard, or change. Handlers do that here.
            """,
            examples: [":on recipient nosuch@* reject 550 5.1.1"],
            names: ["milter", "mail filter", "content filter"]),
        concept(
            "policy", "RFC 5321 §7.9",
            """
            What a server decides for itself: whom it takes mail from, and for whom. The RFC \
            leaves it open; here handlers, users and you decide.
            """,
            examples: [":hooks"]),
        concept(
            "rule", "",
            """
            An entry of smtpsim's catalogue, such as order.hello-first: why a reply or a note \
            was given, with its clause. Every reply has one.
            """,
            examples: [":why"], names: ["rule", "catalogue"]),
        concept(
            "handler", "",
            """
            What :on adds: a hook, a pattern and an action, which answers the questions that \
            match.
            """,
            examples: [":on recipient nosuch@* reject 550 5.1.1"]),
        concept(
            "hook", "",
            """
            A kind of question that the server decides, such as recipient or message; :help \
            hooks lists them.
            """,
            examples: [":help hooks"]),
        concept(
            "question", "",
            """
            A decision that RFC 5321 leaves to the server's policy, such as whether a \
            recipient exists. Syntax, order and limits are never questions.
            """,
            examples: [":ask recipient"]),
        concept(
            "answer", "",
            """
            The decision on a question: accept, reject, tempfail, and so on. Every question \
            has a default.
            """,
            examples: [":help actions"]),
        concept(
            "note", "",
            """
            Something worth knowing that is no reply, such as a departure from the grammar \
            that was tolerated. The trace shows it.
            """,
            examples: ["EHLO client.example "]),
        concept(
            "tolerance", "",
            """
            A rule that a server is set to let pass, with a note, instead of refusing.
            """,
            examples: [":set tolerate.syntax.missing-brackets on"],
            names: ["tolerance", "tolerate"]),
        concept(
            "setting", "",
            """
            A named value of the server, such as maximum-recipients; :settings lists them and \
            :set changes one.
            """,
            examples: [":settings"]),
        concept(
            "profile", "",
            """
            A named server: a set of settings, and the machine they are for.
            """,
            examples: [":profile lenient"]),
        concept(
            "trace", "",
            """
            The lines that begin with #~: the state, what was decided and by whom, and the \
            rule that refused a command.
            """,
            examples: [":help trace"]),
        concept(
            "script", "",
            """
            A file in which a session is written, line by line; smtpsim runs it and compares \
            the replies.
            """,
            examples: [":save session.smtp"], names: ["script", "script language"]),
        concept(
            "step", "",
            """
            What a person or a script did: sent a write, gave an answer, changed a handler or \
            a setting. :undo takes one back.
            """,
            examples: [":undo"], names: ["step", "undo"]),
    ]
}
