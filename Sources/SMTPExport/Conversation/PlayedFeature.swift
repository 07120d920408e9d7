/// Something that a conversation may have and that not every format can hold.
///
/// The table of docs/export.md and the warnings of an export are made from these.
public enum PlayedFeature: String, Hashable, Sendable, CaseIterable {
    /// Octets of commands other than printable ASCII, and lines that end in another way than with CR LF.
    case octets
    /// Writes that are not one line each.
    case writes
    /// Octets of message text other than printable ASCII, and lines that end in another way.
    case text
    /// The texts of replies.
    case replies
    /// The TLS handshake.
    case handshake
    /// Who closes the connection.
    case closing
    /// More than one connection.
    case connections
    /// More than one mail transaction in a connection.
    case transactions
    /// Commands besides those that hand over a message.
    case commands
    /// Parameters of MAIL and RCPT.
    case parameters
    /// Chunks: BDAT.
    case chunks
    /// Credentials.
    case secrets
}

extension PlayedFeature {
    /// What it is called in the head of a table.
    public var title: String {
        switch self {
        case .octets: "any octets in commands"
        case .writes: "write boundaries"
        case .text: "any octets in message text"
        case .replies: "texts of replies"
        case .handshake: "TLS"
        case .closing: "who closes"
        case .connections: "several connections"
        case .transactions: "several transactions"
        case .commands: "any commands"
        case .parameters: "parameters"
        case .chunks: "chunks"
        case .secrets: "credentials"
        }
    }

    /// What to say of a conversation that has it, where the format cannot hold it; nil if that goes
    /// without saying.
    var loss: String? {
        switch self {
        case .octets:
            "Commands hold octets that are no printable ASCII, or odd line ends: they are escapes here,"
                + " and not what was sent."
        case .writes:
            "Each line is a write of its own: pipelined groups, and lines sent in pieces, are not"
                + " repeated as such."
        case .text:
            "The message text holds octets that are no printable ASCII, or odd line ends: they are"
                + " escapes here."
        case .replies, .closing: nil
        case .handshake: "The TLS handshake is left out."
        case .connections: "Several connections follow each other without a mark between them."
        case .transactions: "Each mail transaction is a command, and a connection, of its own."
        case .commands: "Other commands are left out"
        case .parameters: "The parameters of MAIL and RCPT are left out."
        case .chunks: "BDAT becomes DATA."
        case .secrets: "Credentials are replaced by harmless ones of the same form."
        }
    }
}

extension PlayedConversation {
    /// Whether the conversation has something that a format may not be able to hold.
    package func has(_ feature: PlayedFeature) -> Bool {
        switch feature {
        case .octets: units.contains { !$0.isText && !$0.isPlainLine }
        case .writes: writes.contains { !$0.isOneLine }
        case .text: units.contains { $0.isText && !$0.isPlainLine }
        case .replies: turns.contains { if case .reply = $0 { true } else { false } }
        case .handshake: turns.contains(.secured)
        case .closing: turns.contains { if case .closed = $0 { true } else { false } }
        case .connections: turns.filter { $0 == .connected }.count > 1
        case .transactions: ClientStory(self).connections.contains { $0.transactions.count > 1 }
        case .commands: ClientStory(self).connections.contains { !$0.others.isEmpty }
        case .parameters:
            ClientStory(self).connections.contains {
                $0.transactions.contains(where: \.hasParameters)
            }
        case .chunks: units.contains { $0.kind == .chunk }
        case .secrets: writes.contains(where: \.hasSecret)
        }
    }

    private var units: [PlayedWrite.Unit] { writes.flatMap { $0.units(secrets: true) } }
}

extension PlayedWrite {
    /// Whether it is one line, or a piece of message text that ends with a line.
    var isOneLine: Bool {
        let units = units(secrets: true)
        return units.count == 1 && units[0].isWhole
    }
}

extension PlayedWrite.Unit {
    /// Whether it is message text, counted or not.
    var isText: Bool { kind == .text || kind == .chunk }

    /// Whether a dialogue can show it as it is: printable ASCII, each line ended with CR LF.
    var isPlainLine: Bool {
        var previous: UInt8 = 0
        for octet in octets {
            let isPlain =
                (0x20..<0x7F).contains(octet) || octet == 0x0D
                || (octet == 0x0A && previous == 0x0D)
            guard isPlain, previous != 0x0D || octet == 0x0A else { return false }
            previous = octet
        }
        return previous == 0x0A || octets.isEmpty
    }
}
