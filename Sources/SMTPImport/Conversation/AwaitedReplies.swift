import SMTPGrammar

/// The commands of a client that no reply came to yet, as far as they change what comes next.
struct AwaitedReplies {
    /// What a command is.
    enum Command: UInt8 {
        case data, chunk, startTLS, authentication, quit, identity, sender, other
    }

    /// What a reply leads to.
    enum Effect {
        case nothing, text, response, handshake, end
    }

    private var commands: [Command] = []
    private var first = 0

    /// Whether a 220 can answer the next command; otherwise it is a greeting.
    var takesGreetingCode: Bool {
        switch next {
        case .startTLS, .identity: true
        case .data, .chunk, .authentication, .quit, .sender, .other, nil: false
        }
    }

    var next: Command? { first < commands.count ? commands[first] : nil }

    mutating func append(_ command: Command) { commands.append(command) }

    /// What a whole reply leads to.
    ///
    /// Where replies are missing, 354 and 334 go to the command that they fit.
    mutating func reply(_ code: Int?) -> Effect {
        switch code {
        case 354? where skip(to: .data): return pop(.text)
        case 334? where skip(to: .authentication): return .response
        default: break
        }
        guard let next else { return .nothing }
        let isPositive = (200..<300).contains(code ?? 0)
        if next == .startTLS, code == 220 { return pop(.handshake) }
        return pop(next == .quit && isPositive ? .end : .nothing)
    }

    /// Goes on to the first command of a kind, if there is one.
    private mutating func skip(to command: Command) -> Bool {
        guard let index = commands[first...].firstIndex(of: command) else { return false }
        first = index
        return true
    }

    private mutating func pop(_ effect: Effect) -> Effect {
        first += 1
        if first == commands.count {
            commands.removeAll(keepingCapacity: true)
            first = 0
        }
        return effect
    }
}

extension AwaitedReplies.Command {
    /// What a line is as a command.
    init(_ line: LineText) {
        switch line.first.map(ASCII.uppercased) {
        case UInt8(ascii: "D")? where line.trimmed.count == 4 && line.begins(withWord: "DATA"):
            self = .data
        case UInt8(ascii: "B")? where line.begins(withWord: "BDAT "): self = .chunk
        case UInt8(ascii: "S")? where line.begins(withWord: "STARTTLS"): self = .startTLS
        case UInt8(ascii: "A")? where line.begins(withWord: "AUTH"): self = .authentication
        case UInt8(ascii: "Q")? where line.begins(withWord: "QUIT"): self = .quit
        case UInt8(ascii: "X")? where line.begins(withWord: "XCLIENT"): self = .identity
        case UInt8(ascii: "M")? where line.begins(withWord: "MAIL"): self = .sender
        default: self = .other
        }
    }
}
