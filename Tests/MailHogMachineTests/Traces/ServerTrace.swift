import MailHogMachine

/// Plays the inputs of a trace through the original's calls and writes the trace anew.
struct ServerTrace {
    let handlers: RecordedHandlers
    let server: MailHogServer
    var lines: [String] = []
    private var buffer: ArraySlice<UInt8> = []

    init(name: String, _ setup: Setup) {
        handlers = RecordedHandlers(setup)
        server = handlers.makeServer()
        lines = ["# " + name]
    }

    mutating func start() {
        lines.append("  Start()")
        write(server.start())
    }

    mutating func receive(_ octets: [UInt8]) {
        lines.append("  < \(GoText.quoted(octets))   [state \(server.state.recorded)]")
        buffer += octets
        while true {
            let (rest, reply) = server.parse(buffer)
            let isLineMissing = rest.count == buffer.count
            buffer = rest
            if isLineMissing { break }
            write(reply)
        }
        let message = server.message
        lines.append(
            "    => state \(server.state.recorded) remaining=\(GoText.quoted(buffer)) "
                + "helo=\(GoText.quoted(message.helo)) from=\(GoText.quoted(message.sender)) "
                + "to=\(list(message.recipients))")
    }

    private mutating func write(_ reply: MailHogReply?) {
        lines += handlers.calls.map { "    hook " + $0 }
        handlers.calls = []
        guard let reply else { return }
        lines.append(
            "    reply: status=\(reply.status) "
                + reply.lines.map { GoText.quoted($0) }.joined(separator: " ")
                + " done=\(reply.done != nil)")
        guard let done = reply.done else { return }
        lines.append("    calling Done()")
        done()
    }
}

extension MailHogState {
    var recorded: String { "\(rawValue)/\(name)" }
}
