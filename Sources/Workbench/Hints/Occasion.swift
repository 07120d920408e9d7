import SMTPScript
import SMTPSession
import SMTPSimulator

/// What a person did at the prompt, where, and what came of it: all that hints are given by.
struct Occasion: Sendable {
    /// What waited for the line.
    enum Place: String, Hashable, Sendable, CaseIterable {
        case command, text, response, handshake, closed
        /// Any of them.
        case anywhere
    }

    /// What was done.
    enum Act: Hashable, Sendable {
        /// A line was entered.
        case line
        /// Enter alone, which sends nothing.
        case idle
        /// A server's line, which is not sent.
        case server
        /// Ctrl-C dropped the line.
        case interrupt
    }

    let place: Place
    let act: Act
    /// The line without the blanks around it, and without what is beyond the first octets.
    let text: String
    /// The command of the prompt, by its name; nil for what goes to the server.
    let command: String?
    /// Everything as it was afterwards.
    let after: Simulator
    /// The replies to the line.
    let replies: [Reply]

    /// More of a line is not looked at.
    private static let mostOctets = 500

    init(
        _ place: Place, _ act: Act, line: [UInt8] = [], command: String? = nil,
        stepsBefore: Int = 0, after: Simulator
    ) {
        self.place = place
        self.act = act
        let decoded = String(decoding: line.prefix(Occasion.mostOctets), as: UTF8.self)
        text = decoded.trimmed
        self.command = command
        self.after = after
        replies = after.steps.dropFirst(stepsBefore).flatMap(\.replies)
    }
}

extension Occasion {
    /// The words of the line, at blanks.
    var words: [Substring] { text.split { $0 == " " || $0 == "\t" } }

    /// Whether the server does not know the command at all.
    var isUnknown: Bool { replies.last?.code == 500 }

    /// Whether the server refuses the line.
    var isRefused: Bool { replies.last.map { $0.code >= 500 } ?? false }

    /// Whether the whole line is one of some words, in any case.
    func says(_ words: String...) -> Bool { words.contains(text.lowercased()) }

    /// The verb of the last command that the server knew, and its reply's code; of few steps only.
    var lastKnown: (verb: String, code: UInt16, isResponse: Bool)? {
        for step in after.steps.suffix(20).dropLast().reversed() {
            guard let reply = step.replies.last, reply.code != 500,
                case .text(let line) = step.entry
            else { continue }
            let verb = String(decoding: line.prefix { $0.isLetter }, as: UTF8.self)
            let isResponse = step.before.machine.expectation == .authentication
            return (verb.uppercased(), reply.code, isResponse)
        }
        return nil
    }
}

extension UInt8 {
    fileprivate var isLetter: Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
    }
}

extension String {
    fileprivate var trimmed: String {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        guard let last = lastIndex(where: { !isBlank($0) }) else { return "" }
        return String(self[...last].drop(while: isBlank))
    }
}
