import SMTPGrammar
import SMTPSession

/// Tells line by line which octets of the client are secret.
struct SecretReader {
    private enum Context { case command, behindAuthentication, authentication, content }

    private var context: Context
    private(set) var exchange: SecretExchange
    /// Whether some commands do not end an exchange.
    private let keepsCommands: Bool

    init(_ write: ClientWrite, _ exchange: SecretExchange) {
        self.exchange = exchange
        keepsCommands = write.keepsCommands
        switch write.expectation {
        case .connection, .command, .handshake, .nothing: context = .command
        case .content: context = .content
        case .authentication:
            context = write.isQuestionOpen ? .behindAuthentication : .authentication
        }
    }

    /// The secret part of a line, as offsets in it; never empty.
    mutating func secret(in line: [UInt8], isWhole: Bool) -> Range<Int>? {
        switch context {
        case .content:
            if line == [ASCII.dot] { context = .command }
            return nil
        case .command: return secretOfCommand(line)
        case .behindAuthentication:
            guard !isKeptCommand(line) else { return nil }
            guard SecretReader.verb(of: line) == nil else { return secretOfCommand(line) }
            return response(line, from: 0)
        case .authentication:
            guard !isKeptCommand(line) else { return nil }
            if isWhole { context = .behindAuthentication }
            return response(line, from: 0)
        }
    }

    /// Whether the line is a command, behind which the exchange may go on.
    private func isKeptCommand(_ line: [UInt8]) -> Bool {
        guard keepsCommands, let verb = SecretReader.verb(of: line) else { return false }
        return [.noop, .rset, .quit, .startTLS].contains(verb)
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

    private mutating func secretOfCommand(_ line: [UInt8]) -> Range<Int>? {
        let isCommand = SecretReader.verb(of: line) == .auth
        // Behind a forgotten line end, or octets that are no command, it is a secret too.
        guard let start = isCommand ? 0 : SecretReader.placeOfAuth(in: line) else {
            context = .command
            return nil
        }
        context = isCommand ? .behindAuthentication : .command
        let words = line.dropFirst(start + 4).drop(while: isBlank)
        let name = words.prefix { !isBlank($0) }
        exchange = SecretExchange(
            mechanism: String(decoding: name.map(ASCII.uppercased), as: UTF8.self))
        let rest = words[name.endIndex...].drop(while: isBlank)
        guard !rest.isEmpty else { return nil }
        guard rest.elementsEqual([ASCII.equals]) == false else {
            exchange.responses = 1
            return nil
        }
        return response(line, from: rest.startIndex)
    }

    private static func placeOfAuth(in line: [UInt8]) -> Int? {
        let wanted = Array("AUTH ".utf8)
        guard line.count > wanted.count else { return nil }
        return line.indices.dropLast(wanted.count).first { start in
            ASCII.uppercased(line[start]) == wanted[0]
                && line[start...].prefix(wanted.count).map(ASCII.uppercased) == wanted
        }
    }

    private static func verb(of line: [UInt8]) -> Verb? {
        let word = line.prefix { !isBlank($0) }
        return word.count > 8 ? nil : Verb(String(decoding: word, as: UTF8.self))
    }
}
