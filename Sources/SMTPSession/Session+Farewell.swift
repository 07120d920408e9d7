import SMTPGrammar

// RFC 5321 §4.1.1.10: "The sender MUST NOT intentionally close the transmission channel until it sends a QUIT
// command." What was under way then is dropped: "the server MUST cancel any pending transaction".

extension Session {
    /// What a client that closes the connection now leaves open.
    var farewell: [Note] {
        switch control {
        case .unconnected, .proxyHeader, .closed, .handshake, .turned: []
        case .question(let open): open.question.hook == .connect ? [] : [Note(.noQuit)]
        case .text: textNotices + [Note(.lostInText, detail: "\(scanner.octets) octets")]
        case .chunk(let chunk):
            [Note(.lostInText, detail: "\(chunk.size - chunk.remaining) of \(chunk.size) octets")]
        case .deliveries: [Note(.noQuit)]
        case .refused, .mailless, .insecure, .hello, .mail, .recipient, .chunks, .response:
            lineFarewell
        }
    }

    /// What kept the server from hearing a client that was waited for in vain.
    var waitNotices: [Note] {
        switch control.framing {
        case .lines: input.isHandshake ? [] : lineNotices
        case .text: textNotices
        case .counted, .header, .none: []
        }
    }

    private var lineFarewell: [Note] {
        // Who speaks another protocol knows no QUIT, and the note on that was given.
        guard !input.isHandshake else { return [] }
        let count = input.unread.count
        guard count > 0 else { return [Note(.noQuit)] }
        return lineNotices + [Note(.unfinishedLine, detail: "\(count) octets"), Note(.noQuit)]
    }
}
