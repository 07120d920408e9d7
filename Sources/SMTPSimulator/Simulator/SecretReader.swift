import SMTPGrammar
import SMTPScript
import SMTPSession

/// Tells line by line which octets of the client are secret.
struct SecretReader {
    private enum Context { case command, text, behindAuthentication, authentication, content }

    private var context: Context
    private(set) var exchange: SecretExchange
    /// Whether some commands do not end an exchange.
    private let keepsCommands: Bool

    init(_ write: ClientWrite, _ exchange: SecretExchange) {
        self.exchange = exchange
        keepsCommands = write.keepsCommands
        switch write.expectation {
        case .connection, .command, .handshake, .nothing:
            context = write.isBehindAuthentication ? .behindAuthentication : .command
            // What comes as a command is no response, whatever the mechanism was.
            if write.isBehindAuthentication { self.exchange = SecretExchange() }
        case .content: context = .content
        case .authentication:
            context = write.isQuestionOpen ? .behindAuthentication : .authentication
        }
    }

    /// Whether an AUTH command came, and no command since.
    var isBehindAuthentication: Bool {
        context == .behindAuthentication || context == .authentication
    }

    /// The secret part of a line, as offsets in it; never empty.
    ///
    /// An unfinished line changes nothing for what comes behind it: it is read again when it goes on.
    mutating func secret(in line: [UInt8], isWhole: Bool) -> Range<Int>? {
        let before = context
        defer { if !isWhole { context = before } }
        switch context {
        case .content:
            if line == [ASCII.dot] { context = .command }
            return nil
        case .command, .text: return secretOfCommand(line, isWhole: isWhole)
        case .behindAuthentication:
            guard !isKeptCommand(line) else { return nil }
            guard !SecretReader.isCommand(line, isWhole: isWhole) else {
                return secretOfCommand(line, isWhole: isWhole)
            }
            return responseLine(line)
        case .authentication:
            guard !isKeptCommand(line) else { return nil }
            context = .behindAuthentication
            return responseLine(line)
        }
    }

    /// Whether the line is a command, behind which the exchange may go on.
    private func isKeptCommand(_ line: [UInt8]) -> Bool {
        guard keepsCommands, let verb = SecretReader.verb(of: line) else { return false }
        return [.noop, .rset, .quit, .startTLS].contains(verb)
    }

    /// A line that is a response; behind a cancelling `*` nobody goes on with the exchange.
    private mutating func responseLine(_ line: [UInt8]) -> Range<Int>? {
        if line == [UInt8(ascii: "*")] { context = .command }
        return response(line, from: 0)
    }

    /// A response without the blanks behind it; a cancelling `*` is none.
    private mutating func response(_ line: [UInt8], from start: Int) -> Range<Int>? {
        guard let last = line.lastIndex(where: { !isBlank($0) }), last >= start else {
            exchange.responses += start == 0 ? 1 : 0
            return nil
        }
        guard start > 0 || line != [UInt8(ascii: "*")] else { return nil }
        exchange.responses += 1
        return start..<last + 1
    }

    private mutating func secretOfCommand(_ line: [UInt8], isWhole: Bool) -> Range<Int>? {
        // Behind a forgotten line end, or octets that are no command, it is a secret too.
        guard let place = placeOfAuth(in: line) else {
            let isText = context == .text && line != [ASCII.dot]
            context = isText || SecretReader.verb(of: line) == .data ? .text : .command
            return nil
        }
        context = place.isCommand ? .behindAuthentication : .command
        let argument = AuthArgument(line, from: place.end)
        exchange = SecretExchange(mechanism: argument.mechanism)
        guard let start = argument.secret(isWhole: isWhole) else { return nil }
        guard !line[start...].elementsEqual([ASCII.equals]) else {
            exchange.responses = 1
            return nil
        }
        return response(line, from: start)
    }

    /// Where an AUTH command ends, behind its verb.
    ///
    /// At the beginning of a line nothing needs to follow the verb as it should; in what may be
    /// message text it does.
    private func placeOfAuth(in line: [UInt8]) -> (end: Int, isCommand: Bool)? {
        let wanted = Array("AUTH".utf8)
        guard line.count >= wanted.count else { return nil }
        let first = line.firstIndex { $0 > ASCII.space }
        for start in line.indices.dropLast(wanted.count - 1)
        where ASCII.uppercased(line[start]) == wanted[0] {
            let end = start + wanted.count
            guard line[start..<end].map(ASCII.uppercased) == wanted else { continue }
            let isSeparated = end == line.count ? start == first : line[end] <= ASCII.space
            guard isSeparated || start == first && context != .text else { continue }
            return (end, start == first)
        }
        return nil
    }
}

extension SecretReader {
    /// Whether a line begins with a verb, AUTH without what should follow it among them.
    ///
    /// Of an unfinished line it is enough that it can become one.
    private static func isCommand(_ line: [UInt8], isWhole: Bool) -> Bool {
        let word = line.prefix { !isBlank($0) }.map(ASCII.uppercased)
        if verb(of: line) != nil || Session.isOtherProtocol(String(decoding: word, as: UTF8.self)) {
            return true
        }
        if line.drop(while: { $0 <= ASCII.space }).prefix(4).map(ASCII.uppercased)
            == Array("AUTH".utf8)
        {
            return true
        }
        return !isWhole && word.count == line.count
            && Verb.allCases.contains { $0.name.utf8.starts(with: word) }
    }

    private static func verb(of line: [UInt8]) -> Verb? {
        let word = line.prefix { !isBlank($0) }
        return word.count > 8 ? nil : Verb(String(decoding: word, as: UTF8.self))
    }
}
