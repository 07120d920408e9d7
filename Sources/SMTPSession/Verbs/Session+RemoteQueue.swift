import SMTPGrammar

// RFC 1985 §5:
//   ETRN [<option character>]<node name><CR><LF>
// §5.3: the option character is "@" for a domain with all below it, or "#" for a queue.

extension VerbDeclaration {
    static let etrn = VerbDeclaration(
        .etrn, "RFC 1985 §5", "ETRN client.example",
        "Asks the server to send the mail that waits for a host, over new connections.",
        "@ before the name means all hosts below it too, # that it is the name of a queue.",
        argument: .clientName, replies: "250, 251, 252, 253; 458, 459, 500, 501, 503",
        order: [.hello, .extendedHello, .outsideTransaction],
        place: .last, of: .remoteQueue)
}

extension Session {
    mutating func performRemoteQueue(_ line: Span<UInt8>, _ outputs: inout [Output]) {
        guard let start = startOfArgument(line, &outputs) else { return }
        guard start < line.count else {
            return refuse(
                .argumentMissing, SyntaxError(at: line.count, .argumentMissing), &outputs)
        }
        if let error = Session.nodeFault(line, from: start) {
            return refuse(.nodeName, error, &outputs)
        }
        let node = Session.text(line, from: start)
        guard asks(.etrn) else { return resumeRemoteQueue(node, .accept(), &outputs) }
        ask(.queue(node), &outputs)
    }

    /// A queue's name is a local matter; a host's has at least one dot.
    private static func nodeFault(_ line: Span<UInt8>, from start: Int) -> SyntaxError? {
        guard line[start] != UInt8(ascii: "#") else {
            return start + 1 < line.count ? nil : SyntaxError(at: line.count, .argumentMissing)
        }
        let first = line[start] == ASCII.atSign ? start + 1 : start
        var reader = DomainReader()
        do {
            let end = try reader.read(line, from: first)
            guard end == line.count else { return SyntaxError(at: end, .domain) }
            let isQualified = (first..<end).contains { line[$0] == ASCII.dot }
            return isQualified ? nil : SyntaxError(at: end, .domain)
        } catch {
            return error
        }
    }

    mutating func resumeRemoteQueue(
        _ node: String, _ answer: Answer, _ outputs: inout [Output]
    ) {
        guard isTaken(answer, refused: .queueRefused, deferred: .queueDeferred, &outputs) else {
            return
        }
        let text = Session.visible(Array("Queuing for node \(node) started".utf8))
        confirm(answer, .queueStarted, text: Array(text.prefix(Session.longestText)), &outputs)
    }
}
