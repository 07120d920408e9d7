/// A line of the log: a format and what goes into it.
struct LogEntry: Hashable, Codable, Sendable {
    var format: String
    var arguments: [LogArgument]
}

/// What goes into a line of the log.
enum LogArgument: Hashable, Codable, Sendable {
    case name(String)
    case number(Int)
    /// Octets of the client, which can hold its credentials.
    case secret([UInt8])
}

extension MailHogMachine {
    /// Logs a line, with the state in front; only if somebody wants to have it.
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
    /// The arguments in clear, as the original hands them over.
    var revealed: [String] {
        arguments.map { argument in
            switch argument {
            case .name(let name): name
            case .number(let number): String(number)
            case .secret(let octets): String(decoding: octets, as: UTF8.self)
            }
        }
    }

    /// The line for a trace: what the client wrote is left out, since the original logs passwords.
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
