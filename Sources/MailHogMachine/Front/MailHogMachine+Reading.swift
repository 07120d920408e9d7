import SMTPGrammar
import SMTPSession

// What the client's octets are taken for, said before they are acted on.

extension MailHogMachine {
    /// What a line as sent, or the part of it that is there, is taken for.
    mutating func reading(_ octets: [UInt8], isWhole: Bool) -> Reading {
        var reading = Reading(.text, octets, isPartial: !isWhole)
        guard state != .data else { return reading }
        // A line can be as long as the client likes; credentials are near its beginning.
        let line = reading.line.prefix(MailHogMachine.reach)
        let command = MailHogCommand(line.prefix(64))
        let isKept = (isTLSPending && !isTLSUpgraded) || command.isAlwaysKnown
        if let (mechanism, index) = exchange, !isKept {
            reading.kind = .response(mechanism: mechanism, index: index)
            reading.secret = CredentialWatch.whole(reading.line, isPart: !isWhole)
            reading.secret?.mechanism = mechanism
            reading.secret?.index = index
            return reading
        }
        let verb = command.known
        reading.kind = .command(verb: verb?.name)
        reading.secret = watch.secret(
            in: line, isWhole: isWhole && line.count == reading.line.count,
            isKnown: verb != nil || Session.isOtherProtocol(command.verb))
        return reading
    }

    /// How far a line is looked at for credentials.
    private static let reach = 65_536

    /// The mechanism under way, and how many responses came before.
    private var exchange: (mechanism: String, index: Int)? {
        switch state {
        case .authPlain: ("PLAIN", 0)
        case .authLogin: ("LOGIN", 0)
        case .authLogin2: ("LOGIN", 1)
        case .authCramMD5: ("CRAM-MD5", 0)
        case .invalid, .establish, .mail, .recipient, .data, .done: nil
        }
    }

    mutating func report(
        _ octets: ArraySlice<UInt8>, isWhole: Bool, _ outputs: inout Outlet
    ) {
        guard configuration.reportsReadings else { return }
        outputs.append(.reading(reading(Array(octets), isWhole: isWhole)))
    }

    /// Says that the state is another one, once the reply that goes with it was given.
    mutating func announce(_ outputs: inout Outlet) {
        guard configuration.reportsReadings, inquiry == nil, phaseName != announced else { return }
        outputs.outputs.append(transitionFrom: announced, to: phaseName)
        announced = phaseName
    }

    /// What waits to be read.
    public var unread: Unread {
        var unread = Unread(octets: Array(input.unread))
        guard inquiry == nil, connection != .closed, !unread.octets.isEmpty else { return unread }
        var copy = self
        unread.reading = copy.reading(unread.octets, isWhole: false)
        guard state != .data, let lineFeed = unread.octets.firstIndex(of: ASCII.lineFeed) else {
            return unread
        }
        unread.notices = [Note(.bareLineFeed, offset: lineFeed)]
        return unread
    }
}

extension MailHogCommand {
    /// Whether the machine knows the verb in every state, in the middle of a SASL exchange too.
    fileprivate var isAlwaysKnown: Bool {
        switch known {
        case .rset, .noop, .quit, .startTLS: true
        default: false
        }
    }
}
