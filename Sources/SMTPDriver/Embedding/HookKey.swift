import SASL
import SMTPGrammar
import SMTPSession

/// A kind of question, with the type of what it is about.
///
/// ```swift
/// server.on(.recipient) { recipient, context in
///     context.authenticatedUser == nil ? .reject() : nil
/// }
/// ```
public struct HookKey<Subject>: Sendable {
    let hook: Hook
    let subject: @Sendable (Question, SMTPServer) -> Subject?

    fileprivate init(_ hook: Hook, _ subject: @escaping @Sendable (Question) -> Subject?) {
        self.init(hook) { question, _ in subject(question) }
    }

    fileprivate init(
        _ hook: Hook, _ subject: @escaping @Sendable (Question, SMTPServer) -> Subject?
    ) {
        self.hook = hook
        self.subject = subject
    }
}

extension HookKey<Peer> {
    /// A client connected; asked before the greeting.
    public static var connect: HookKey {
        HookKey(.connect) { if case .connect(let peer) = $0 { peer } else { nil } }
    }
}

extension HookKey<Hello> {
    /// HELO or EHLO gave a well-formed name.
    public static var hello: HookKey {
        HookKey(.hello) { if case .hello(let hello) = $0 { hello } else { nil } }
    }
}

extension HookKey<[String]> {
    /// EHLO was accepted; asked which keywords to list, with `.capabilities`.
    public static var capabilities: HookKey {
        HookKey(.capabilities) {
            if case .capabilities(let keywords) = $0 { keywords } else { nil }
        }
    }
}

extension HookKey<CommandText> {
    /// A command line arrived; asked before its order and syntax are checked.
    public static var verb: HookKey {
        HookKey(.verb) { if case .verb(let command) = $0 { command } else { nil } }
    }

    /// A verb came that the machine does not know; refused by default.
    public static var unknown: HookKey {
        HookKey(.unknown) { if case .unknown(let command) = $0 { command } else { nil } }
    }
}

extension HookKey<(path: Path, parameters: MailParameters)> {
    /// MAIL gave a well-formed reverse path in order.
    public static var sender: HookKey {
        HookKey(.sender) {
            if case .sender(let path, let parameters) = $0 { (path, parameters) } else { nil }
        }
    }
}

extension HookKey<Recipient> {
    /// RCPT gave a well-formed forward path in order and within the limit.
    public static var recipient: HookKey {
        HookKey(.recipient) { if case .recipient(let recipient) = $0 { recipient } else { nil } }
    }
}

extension HookKey<(recipient: Recipient, octets: UInt64)> {
    /// A message is complete, and to be taken for one recipient, in LMTP and with PRDR.
    public static var delivery: HookKey {
        HookKey(.delivery) {
            if case .delivery(let recipient, let octets) = $0 { (recipient, octets) } else { nil }
        }
    }
}

extension HookKey<Envelope> {
    /// DATA came in order; asked before 354.
    public static var data: HookKey {
        HookKey(.data) { if case .data(let envelope) = $0 { envelope } else { nil } }
    }
}

extension HookKey<ReceivedMessage> {
    /// A message is complete; asked before the reply that takes responsibility for it.
    ///
    /// Its text is there unless a sink got it.
    public static var message: HookKey {
        HookKey(.message) { question, server in
            guard case .message(let envelope, let octets) = question else { return nil }
            return server.received(envelope, octets)
        }
    }
}

extension HookKey<AuthenticationStanding> {
    /// A client has said everything in a SASL exchange; `.accept()` believes its claim.
    public static var auth: HookKey {
        HookKey(.auth) { question, server in
            guard case .authenticate(let exchange) = question else { return nil }
            return server.standing(exchange)
        }
    }
}

extension HookKey<Void> {
    /// STARTTLS came in order; asked before 220.
    public static var tls: HookKey {
        HookKey(.tls) { if case .startTLS = $0 { () } else { nil } }
    }
}

extension HookKey<String> {
    /// BURL named a part of the message; `.content` says what it holds.
    public static var burl: HookKey {
        HookKey(.burl) { if case .fetch(let url) = $0 { url } else { nil } }
    }

    /// ETRN named a node.
    public static var etrn: HookKey {
        HookKey(.etrn) { if case .queue(let node) = $0 { node } else { nil } }
    }

    /// ATRN asked for the mail of domains.
    public static var atrn: HookKey {
        HookKey(.atrn) { if case .reversal(let domains) = $0 { domains } else { nil } }
    }

    /// The client, a server since ATRN, replied; `.raw` says what to send.
    public static var turned: HookKey {
        HookKey(.turned) { if case .turned(let reply) = $0 { reply } else { nil } }
    }

    /// VRFY named a user.
    public static var verify: HookKey {
        HookKey(.verify) { if case .verify(let argument) = $0 { argument } else { nil } }
    }

    /// EXPN named a list.
    public static var expand: HookKey {
        HookKey(.expand) { if case .expand(let argument) = $0 { argument } else { nil } }
    }
}
