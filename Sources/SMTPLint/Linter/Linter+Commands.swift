import SMTPGrammar
import SMTPSession

extension Linter {
    /// Takes what the client's next octets were taken for.
    mutating func read(_ reading: Reading) {
        begin(reading)
        switch reading.kind {
        case .command(let verb): read(command: verb)
        case .response(let mechanism, _):
            findGoingOn()
            findPassword(mechanism)
        case .text: read(text: reading)
        case .chunk: subject = .text
        case .dropped: break
        }
    }

    private mutating func read(command verb: String?) {
        subject = Linter.subject(verb)
        if verb != "QUIT" { findGoingOn() }
        guard let verb else { return }
        switch subject {
        case .extendedHello: memory.hasTriedExtendedHello = true
        case .authentication: readAuthentication()
        case .mail: findTransactionsOverLimit()
        case .recipient: readRecipient()
        case .data:
            beginText()
            if memory.wasRefused(messageKey) { find(.retriesRefused) }
        case .connection, .hello, .text, .tls, .quit, .other: break
        }
        if verb != "RSET", memory.wasRefused(requestKey) { find(.retriesRefused) }
    }

    private static func subject(_ verb: String?) -> Subject {
        switch verb {
        case "RCPT": .recipient
        case "MAIL": .mail
        case "DATA", "BDAT": .data
        case "EHLO", "LHLO": .extendedHello
        case "HELO": .hello
        case "AUTH": .authentication
        case "STARTTLS": .tls
        case "QUIT": .quit
        default: .other
        }
    }

    private mutating func findGoingOn() {
        if memory.knows(memory.closingGroup) { find(.goesOnAfter421) }
    }
}

// Message text.

extension Linter {
    private mutating func beginText() {
        stuffing = StuffingWatch()
        textLines.removeAll(keepingCapacity: true)
        isTextKnown = true
    }

    private mutating func read(text reading: Reading) {
        subject = .text
        if textLines.count < Linter.mostTextLines { textLines.append(line) }
        stuffing.look(at: reading.octets)
        guard !reading.isPartial, let first = stuffing.firstLine else { return }
        find(
            .dotNotStuffed, inText: TextPlace(line: first, octet: 1, count: stuffing.count),
            isWithOctet: false)
    }

    /// For how many readings of message text it is kept where they came from.
    private static let mostTextLines = 100_000
}

// AUTH.

extension Linter {
    private mutating func readAuthentication() {
        guard let line = reading?.line else { return }
        let words = line.split(separator: ASCII.space, maxSplits: 2)
        guard words.count > 1 else { return }
        let mechanism = String(decoding: words[1].map(ASCII.uppercased), as: UTF8.self)
        if let offered = memory.offer?.mechanisms, !offered.contains(mechanism) {
            find(.mechanismUnknown, at: words[1].startIndex - line.startIndex)
        }
        if words.count > 2 { findPassword(mechanism) }
    }

    private mutating func findPassword(_ mechanism: String) {
        guard !memory.isSecured, OfferedMechanism(mechanism).needsTLS else { return }
        guard reading?.line.elementsEqual([UInt8(ascii: "*")]) != true else { return }
        let couldDoBetter = memory.offer?.lists("STARTTLS") ?? false
        let detail = couldDoBetter ? "EHLO listed STARTTLS" : ""
        guard !findings.contains(where: { $0.rule == .passwordInClear }) else { return }
        find(
            .passwordInClear, couldDoBetter ? .error : isLive ? .warning : .hint, detail: detail)
    }
}

// Limits that the server had said.

extension Linter {
    private mutating func findTransactionsOverLimit() {
        guard let offer = memory.offer, memory.transactions == offer.mostTransactions else {
            return
        }
        find(.recipientsOverLimit, detail: "MAILMAX=\(offer.mostTransactions)")
    }

    private mutating func readRecipient() {
        memory.recipients += 1
        if let offer = memory.offer, memory.recipients == offer.mostRecipients &+ 1 {
            find(.recipientsOverLimit, detail: "RCPTMAX=\(offer.mostRecipients)")
        }
        guard memory.knows(memory.fullGroup) else { return }
        memory.fullGroup = .max
        guard memory.offer?.mostRecipients ?? .max == .max else { return }
        find(.recipientsOverLimit, .hint, detail: "452 had said that there are too many")
    }
}

// What was refused for good.

extension Linter {
    /// The command that was read last, in its circumstances.
    func requestKey() -> UInt64 {
        var key = RequestKey()
        key.add(memory.standing)
        switch subject {
        case .recipient: key.add(memory.mail)
        case .data, .text:
            key.add(memory.mail)
            key.add(memory.lastRecipient)
            key.add(UInt64(memory.recipients))
        case .connection, .hello, .extendedHello, .mail, .authentication, .tls, .quit, .other: break
        }
        if let reading { key.add(reading.octets) }
        return key.value
    }

    /// The message under way.
    func messageKey() -> UInt64 {
        var key = RequestKey()
        key.add(memory.standing)
        key.add(memory.mail)
        key.add(UInt64(memory.recipients))
        key.add(memory.lastRecipient)
        key.add(512)
        return key.value
    }
}
