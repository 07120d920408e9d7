import Testing

extension Bench {
    /// The server with everything recorded: its trace, and the messages.
    func recorded(_ options: [String]) -> Simulator {
        Simulator(
            options: options, savesMessagesIn: messagesFolder, tracesTo: folder.path("trace"))
    }

    /// The trace, as text.
    func trace() throws -> String {
        String(decoding: try folder.read("trace"), as: UTF8.self)
    }

    /// Expects that the server has saved just what the client has sent, and that its trace is a script
    /// that runs green.
    func expectFaithful(to sent: [UInt8], count: Int = 1) throws {
        let messages = sentMessages(sent)
        #expect(messages.count == count)
        #expect(try savedMessages() == messages)
        let outcome = try runSimulator(["run", folder.path("trace")])
        let script = try trace()
        #expect(outcome.exit == .exited(0), "\(outcome.text)\n\(script)")
    }
}
