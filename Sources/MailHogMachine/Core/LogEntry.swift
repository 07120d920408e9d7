/// A log line: a format and its arguments.
struct LogEntry: Hashable, Codable, Sendable {
    var format: String
    var arguments: [LogArgument]
}

/// An argument of a log line.
enum LogArgument: Hashable, Codable, Sendable {
    case name(String)
    case number(Int)
    /// The client's octets, which may contain its credentials.
    case secret([UInt8])
}

extension MailHogMachine {
    /// Logs a line, prefixed with the state, if there is a log handler.
    mutating func record(
        _ format: String, _ arguments: (MailHogMachine) -> [LogArgument] = { _ in [] }
    ) {
        guard configuration.handlers.contains(.log) else { return }
        log.append(
            LogEntry(
                format: "[PROTO: %s] " + format,
                arguments: [.name(state.name)] + arguments(self)))
    }

    /// The lines logged since they were last taken.
    mutating func takeLog() -> [LogEntry] {
        guard !log.isEmpty else { return [] }
        defer { log = [] }
        return log
    }
}

extension LogEntry {
    /// The arguments in the clear, as the original passes them.
    var revealed: [String] {
        arguments.map { argument in
            switch argument {
            case .name(let name): name
            case .number(let number): String(number)
            case .secret(let octets): String(decoding: octets, as: UTF8.self)
            }
        }
    }

    /// The line for a trace, without what the client wrote, since the original logs passwords.
    var masked: String {
        var pieces = format.split(separator: "%", omittingEmptySubsequences: false)[...]
        var line = String(pieces.removeFirst())
        for (argument, piece) in zip(arguments, pieces) {
            switch argument {
            case .name(let name): line += name
            case .number(let number): line += String(number)
            case .secret: line += "***"
            }
            line += piece.dropFirst()
        }
        return line
    }
}
