import SMTPDriver
import SMTPPolicy
import SMTPSession

/// What a proxy's connection knows beside the machine, which follows what the client and the server say.
///
/// A class, so that a connection without a proxy has a reference only.
final class Relay {
    let upstream: Upstream
    /// What the client said, and the server was not told yet: a handler may have something to say first.
    var pending: [UInt8] = []
    /// The verb of the client's command.
    var verb: String?
    /// Whether it was a response, which the server waits for.
    private var isInExchange = false
    /// Whether the replies to it are the machine's: the server was not told.
    var isOwn = true
    /// What waits for the server's reply.
    var waiting: Waiting?
    /// What takes the place of the server's reply, if that is positive or the server had to be told before.
    var replacement: Decision?
    /// What the machine would have said by its profile.
    var opinion: Opinion?
    /// The first departure of the client's that the profile would not tolerate.
    var departure: Rule?
    /// Whether octets are only carried.
    var isOpaque = false
    /// Why the server is gone, once it is.
    var end: (reason: String?, Void)?
    /// Departures that the profile tolerates.
    let tolerated: RuleSet

    /// What can wait for the server's reply.
    enum Waiting {
        /// An answer to the machine.
        case question(Question, Decision)
        /// A reply of the machine's, in the place of which it stands.
        case reply
        /// A delay of a handler's, before the server is told.
        case delay(Question, Decision)
    }

    /// What the machine would have said, and why.
    struct Opinion {
        var code: UInt16
        var rule: Rule
    }

    init(_ upstream: Upstream, tolerated: RuleSet) {
        self.upstream = upstream
        self.tolerated = tolerated
    }

    /// Tells the server what the client said.
    func forward() {
        guard !pending.isEmpty else { return }
        upstream.send(pending)
        pending = []
    }

    /// Takes note of what the client said.
    func begin(_ reading: Reading) {
        forward()
        switch reading.kind {
        case .command(let verb):
            self.verb = verb
            pending = reading.octets
        case .response: pending = reading.octets
        case .text, .chunk:
            // A chunk whose command the server did not hear is not for it either.
            guard !isOwn else { return }
            upstream.send(reading.octets)
        case .dropped: return
        }
        isInExchange = if case .response = reading.kind { true } else { false }
        isOwn = false
        replacement = nil
        opinion = nil
        if reading.kind != .text { departure = nil }
        if reading.isPartial { forward() }
    }

    /// The server is not told, and the machine replies.
    func intercept() {
        pending = []
        // RFC 4954 §4: with it the client cancels an exchange.
        if isInExchange { upstream.sendUnheard("*\r\n") }
        isInExchange = false
        isOwn = true
    }

    /// What there is to say of the server's reply.
    func note(on reply: [UInt8]) -> Note? {
        guard let opinion else { return nil }
        let rule = departure ?? opinion.rule
        let code = departure?.code ?? opinion.code
        let isSame = reply.starts(with: String(code).utf8)
        return Note(
            .otherMachine,
            detail: isSame
                ? "smtpsim agrees by \(rule.id)" : "smtpsim would say \(code) by \(rule.id)")
    }
}
