import SMTPGrammar

/// What a client wanted, as far as programs that hand over messages can be told.
///
/// That is who it is, and its transactions; what goes beyond is listed.
struct ClientStory {
    /// One connection.
    struct Connection {
        /// The verb and the name of the last greeting: `EHLO client.example`.
        var hello: (verb: String, name: String)?
        /// Whether the handshake was done, and whether that was before any command.
        var isSecured = false
        var isSecuredAtOnce = false
        /// The mechanism of AUTH.
        var mechanism: String?
        var transactions: [Transaction] = []
        /// Commands besides, as they may be shown.
        var others: [String] = []
    }

    /// A mail transaction.
    struct Transaction {
        var sender: Argument
        var recipients: [Argument] = []
        /// The message text as sent, with the dot that ends it; nil if none was sent.
        var text: [UInt8]?
        /// The octets of all chunks; nil if none was sent.
        var chunks: [UInt8]?

        var hasParameters: Bool { ([sender] + recipients).contains { !$0.parameters.isEmpty } }
    }

    /// What follows MAIL FROM: or RCPT TO:.
    struct Argument {
        /// The octets between the angle brackets.
        var address: [UInt8]
        var parameters: [UInt8] = []
        /// Whether it could be read.
        var isReadable = true
    }

    private(set) var connections: [Connection] = []

    init(_ conversation: PlayedConversation) {
        for turn in conversation.turns { add(turn) }
    }

    private mutating func add(_ turn: PlayedTurn) {
        if turn == .connected || connections.isEmpty { connections.append(Connection()) }
        let last = connections.count - 1
        switch turn {
        case .connected, .reply, .closed: return
        case .secured:
            connections[last].isSecured = true
            let connection = connections[last]
            connections[last].isSecuredAtOnce =
                connection.hello == nil && connection.others.isEmpty
        case .sent(let write): for unit in write.units(secrets: true) { add(unit, to: last) }
        }
    }

    private mutating func add(_ unit: PlayedWrite.Unit, to last: Int) {
        switch unit.kind {
        case .command: add(command: unit, to: last)
        case .text: connections[last].add(unit.octets, to: \.text)
        case .chunk: connections[last].add(unit.octets, to: \.chunks)
        case .response: return
        case .dropped: connections[last].others.append("octets that the server dropped")
        }
    }

    private mutating func add(command unit: PlayedWrite.Unit, to last: Int) {
        let words = unit.line.split(separator: 0x20, maxSplits: 1)
        let verb = words.first.map { String(decoding: $0, as: UTF8.self).uppercased() } ?? ""
        let argument = words.count > 1 ? words[1] : []
        switch verb {
        case "EHLO", "HELO", "LHLO":
            connections[last].hello = (verb, String(decoding: argument, as: UTF8.self))
        case "MAIL": connections[last].transactions.append(Transaction(sender: Argument(argument)))
        case "RCPT" where !connections[last].transactions.isEmpty:
            let count = connections[last].transactions.count
            connections[last].transactions[count - 1].recipients.append(Argument(argument))
        case "AUTH":
            let name = argument.prefix { $0 != 0x20 }
            connections[last].mechanism = String(decoding: name, as: UTF8.self).uppercased()
        case "DATA", "BDAT", "QUIT", "STARTTLS": return
        default: connections[last].others.append(other(unit, verb))
        }
    }

    private func other(_ unit: PlayedWrite.Unit, _ verb: String) -> String {
        CommentText.clipped(unit.hasSecret ? verb : String(decoding: unit.line, as: UTF8.self))
    }
}

extension ClientStory.Connection {
    fileprivate mutating func add(
        _ octets: [UInt8], to place: WritableKeyPath<ClientStory.Transaction, [UInt8]?>
    ) {
        guard !transactions.isEmpty else { return }
        let last = transactions.count - 1
        transactions[last][keyPath: place] = (transactions[last][keyPath: place] ?? []) + octets
    }
}

extension ClientStory.Transaction {
    /// The message text without stuffing and the dot that ends it; nil if none was sent, or if no program
    /// that stuffs by itself would send it so.
    var unstuffed: [UInt8]? {
        if let chunks { return chunks }
        guard let text, let unstuffed = StuffedText.unstuffed(text),
            StuffedText.stuffed(unstuffed) == text
        else { return nil }
        return unstuffed
    }

    /// The message text as DATA sends it, with the dot that ends it; nil if it has no end.
    var stuffed: [UInt8]? {
        if let chunks { return StuffedText.stuffed(chunks) }
        return text.flatMap { StuffedText.unstuffed($0) == nil ? nil : $0 }
    }

    var hasText: Bool { text != nil || chunks != nil }
}

extension ClientStory.Argument {
    /// Reads `FROM:<ann@client.example> SIZE=10`.
    init(_ argument: ArraySlice<UInt8>) {
        guard let open = argument.firstIndex(of: UInt8(ascii: "<")),
            let close = argument[open...].lastIndex(of: UInt8(ascii: ">"))
        else {
            self.init(address: Array(argument), isReadable: false)
            return
        }
        let rest = argument[(close + 1)...].drop { $0 == 0x20 }
        self.init(address: Array(argument[(open + 1)..<close]), parameters: Array(rest))
    }

    /// Whether a program can be given the address as it is: nothing in it can be taken for anything else.
    var isPlain: Bool {
        guard isReadable else { return false }
        let special = Array(#"<>()[]\,;:"'`$|&*?!{}%"#.utf8)
        let isVisible = address.allSatisfy { (0x21..<0x7F).contains($0) && !special.contains($0) }
        return isVisible && address.first != UInt8(ascii: "-") && address.first != UInt8(ascii: "@")
    }

    var text: String { String(decoding: address, as: UTF8.self) }
}
