import SMTPGrammar

/// What speaks for a stream being SMTP, and for an end being the server: how each begins, and the ports.
struct StreamEvidence {
    /// What follows from it.
    enum Verdict: Hashable {
        /// It is SMTP, and that end is the server.
        case server(Int)
        /// It is not.
        case other(StreamPair.Other)
    }

    private let starts: [[UInt8]]
    private let ports: [Int?]
    private let opener: Int?

    /// The first octets of both ends, their ports, and who opened the connection.
    init(_ starts: [[UInt8]], _ ports: [Int?], opener: Int?) {
        self.starts = starts
        self.ports = ports
        self.opener = opener
    }

    /// What follows; nil if it takes more to say.
    func verdict(isOver: Bool) -> Verdict? {
        if starts.allSatisfy(\.isEmpty) { return isOver ? .other(.silent) : nil }
        if starts.contains(where: { $0.starts(with: TLSRecord.handshakeStart) }),
            starts.allSatisfy({ $0.isEmpty || !ReplyLine.isLine($0) })
        {
            return .other(.encrypted)
        }
        guard let server = server(isOver: isOver) else { return isOver ? .other(.foreign) : nil }
        return isMail(server: server, isOver: isOver)
    }

    /// The end that is the server, if the beginnings or the ports say so.
    private func server(isOver: Bool) -> Int? {
        for side in 0...1 where ReplyLine.isLine(starts[side]) && starts[side].count > 3 {
            // A header line or a number can look like a reply; a command on the other side cannot.
            if !ReplyLine.isLine(starts[1 - side]) { return side }
        }
        for side in 0...1 where StreamEvidence.isCommand(starts[side]) { return 1 - side }
        guard isOver else { return nil }
        for side in 0...1 {
            if isMailPort(side), !isMailPort(1 - side) { return side }
        }
        guard let opener, isMailPort(1 - opener) else { return nil }
        return 1 - opener
    }

    /// Whether the two ends speak SMTP; FTP's greeting looks the same.
    private func isMail(server: Int, isOver: Bool) -> Verdict? {
        let greeting = starts[server].map(ASCII.uppercased)
        let client = starts[1 - server]
        let namesMail = greeting.contains("SMTP") || greeting.contains("LMTP")
        if namesMail || isMailPort(server) { return .server(server) }
        if greeting.contains("FTP") || ports[server] == 21 { return .other(.foreign) }
        if StreamEvidence.isCommand(client) { return .server(server) }
        if client.contains(ASCII.lineFeed) { return .other(.foreign) }
        guard isOver else { return nil }
        let codes = ["220", "421", "554"].map { Array($0.utf8) }
        return codes.contains(Array(greeting.prefix(3)))
            ? .server(server) : .other(.foreign)
    }

    /// Whether octets begin with a command of SMTP, or with the header of a proxy in front of one.
    static func isCommand(_ octets: [UInt8]) -> Bool {
        guard octets.contains(ASCII.lineFeed) else { return false }
        let line = octets.prefix { $0 != ASCII.lineFeed }
        return CommandLine(line).verb != nil || line.starts(with: "PROXY TCP".utf8)
    }

    /// Ports of mail servers: SMTP, submission, and those that test servers use.
    private static let mailPorts: Set<Int> = [24, 25, 465, 587, 1025, 2025, 2500, 2525, 2526, 2587]

    private func isMailPort(_ side: Int) -> Bool {
        ports[side].map(StreamEvidence.mailPorts.contains) ?? false
    }
}

extension Array<UInt8> {
    /// Whether a word stands somewhere in it.
    fileprivate func contains(_ word: String) -> Bool {
        let word = Array(word.utf8)
        guard count >= word.count else { return false }
        return (0...(count - word.count)).contains { self[$0...].starts(with: word) }
    }
}
