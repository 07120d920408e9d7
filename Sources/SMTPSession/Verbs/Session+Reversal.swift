import SMTPGrammar

// RFC 2645 §5.2.1:
//   atrn       = "ATRN" [SP domain *("," domain)]
//   domain     = sub-domain 1*("." sub-domain)
//   sub-domain = (ALPHA / DIGIT) *(ldh-str)
// §5.3: after 250 the customer greets, and the provider sends commands.
//
// A session does no input or output, so what it sends as a client is a decision too: after each whole reply
// of the customer it asks what comes next.

extension VerbDeclaration {
    static let atrn = VerbDeclaration(
        .atrn, "RFC 2645 §5.2.1", "ATRN client.example",
        "Asks for the mail of the client's domains over this connection, whose roles reverse.",
        "Domains are separated by commas; without any, all that the client may have are meant.",
        argument: .clientName, replies: "250; 450, 451, 453, 501, 502, 503, 530",
        order: [.hello, .extendedHello, .authenticated, .outsideTransaction],
        place: .last, of: .reversal)
}

extension Session {
    mutating func performReversal(_ line: Span<UInt8>, _ outputs: inout [Output]) {
        let start = min(Session.endOfVerb(line) + 1, line.count)
        if start < line.count, let error = Session.domainsFault(line, from: start) {
            return refuse(.nodeName, error, &outputs)
        }
        let domains = Session.text(line, from: start)
        guard asks(.atrn) else { return resumeReversal(.accept(), &outputs) }
        ask(.reversal(domains), &outputs)
    }

    private static func domainsFault(_ line: Span<UInt8>, from start: Int) -> SyntaxError? {
        var first = start
        while true {
            var reader = DomainReader()
            do {
                let end = try reader.read(line, from: first)
                let isQualified = (first..<end).contains { line[$0] == ASCII.dot }
                guard isQualified else { return SyntaxError(at: end, .domain) }
                guard end < line.count else { return nil }
                guard line[end] == ASCII.comma else { return SyntaxError(at: end, .domain) }
                first = end + 1
            } catch {
                return error
            }
        }
    }

    mutating func resumeReversal(_ answer: Answer, _ outputs: inout [Output]) {
        guard isTaken(answer, refused: .reversalRefused, deferred: .reversalDeferred, &outputs)
        else { return }
        confirm(answer, .reversalStarted, &outputs)
        resetTransaction()
        control = .turned(hasQuit: false)
        outputs.append(.note(Note(.reversed)))
    }

    /// Takes a line of the customer, which is a reply now; after its last line, something is sent.
    mutating func readReply(_ line: Span<UInt8>, _ outputs: inout [Output]) {
        guard line.count < 4 || line[3] != ASCII.hyphen else { return }
        let text = String(
            decoding: Session.visible(Session.octets(line, from: 0)), as: UTF8.self)
        guard asks(.turned) else { return resumeTurned(.accept(), &outputs) }
        ask(.turned(text), &outputs)
    }

    /// Sends what the policy says; without that, QUIT, and then nothing.
    mutating func resumeTurned(_ answer: Answer, _ outputs: inout [Output]) {
        guard case .turned(let hasQuit) = control else { return }
        if let raw = answer.rawReply {
            send(raw, &outputs)
            control = .turned(hasQuit: raw.text.starts(with: Array("QUIT".utf8)))
        } else if answer.name == .silence {
            outputs.append(.note(Note(.silent)))
        } else if hasQuit || answer.name.effect == .closes {
            close(&outputs)
        } else {
            send(Reply(raw: Array("QUIT\r\n".utf8), rule: .reversed), &outputs)
            control = .turned(hasQuit: true)
        }
    }
}
