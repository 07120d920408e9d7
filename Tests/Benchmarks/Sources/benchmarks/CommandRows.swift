import AllocationCount
import SMTPSession

/// Commands in one write, parse to reply values, when no policy wants to be asked.
enum CommandRows {
    private static let unit = """
        EHLO client.example\r
        MAIL FROM:<ann@client.example>\r
        RCPT TO:<bob@sim.example>\r
        RSET\r
        MAIL FROM:<ann@client.example> SIZE=1000\r
        RCPT TO:<bob@sim.example>\r
        RCPT TO:<carol@sim.example>\r
        DATA\r
        .\r
        RSET\r

        """
    private static let repliesInUnit = 10

    static func rows() -> [Row] {
        let small = measure(10)
        return [small] + [1_000, 100_000].map(measure)
    }

    private static func measure(_ commands: Int) -> Row {
        let write = Array(String(repeating: unit, count: commands / repliesInUnit).utf8)
        var outputs: [Output] = []
        var session = greeted(&outputs)
        let writes = max(1, 20_000 / commands)
        send(write, to: &session, &outputs)
        let before = allocation_count()
        send(write, to: &session, &outputs)
        let allocations = Double(allocation_count() - before) / Double(commands)
        let best = Stopwatch.shortest(rounds: commands > 10_000 ? 20 : 100) {
            for _ in 0..<writes { send(write, to: &session, &outputs) }
        }
        let time = best / Double(writes * commands) * 1e9
        return Row(
            what: "a command of \(commands) in one write",
            measured: "\(Row.number(time, 0)) ns, \(Row.number(allocations, 2)) allocations",
            budget: "≤ 150 ns, ≤ 2 allocations", isKept: time <= 150 && allocations <= 2)
    }

    private static func greeted(_ outputs: inout [Output]) -> Session {
        var configuration = Configuration()
        configuration.questions = []
        var session = Session(configuration)
        receive(.connected(Peer()), &session, &outputs)
        return session
    }

    private static func send(_ write: [UInt8], to session: inout Session, _ outputs: inout [Output])
    {
        outputs.removeAll(keepingCapacity: true)
        receive(.bytes(write), &session, &outputs)
    }

    private static func receive(
        _ input: Input, _ session: inout Session, _ outputs: inout [Output]
    ) {
        do {
            try session.receive(input, into: &outputs)
        } catch {
            fatalError("\(error)")
        }
    }
}

/// Copies of a session with a large message under way, as undo keeps them.
enum SnapshotRow {
    static func row() throws -> Row {
        var configuration = Configuration()
        configuration.questions = []
        var session = Session(configuration)
        _ = try session.receive(.connected(Peer()))
        let beginning =
            "EHLO c.example\r\nMAIL FROM:<a@c.example>\r\nRCPT TO:<b@d.example>\r\nDATA\r\n"
        _ = try session.receive(.bytes(Array(beginning.utf8)))
        let line = Array(repeating: UInt8(ascii: "x"), count: 70) + [13, 10]
        let text = Array(repeatElement(line, count: 10 << 20 / line.count).joined())
        _ = try session.receive(.bytes(text))
        var copies: [Session] = []
        let best = Stopwatch.shortest(rounds: 10) {
            copies = []
            copies.reserveCapacity(100_000)
            for _ in 0..<100_000 { copies.append(session) }
        }
        return Row(
            what: "100,000 snapshots, 10 MB message under way",
            measured: Row.number(best * 1e3, 0) + " ms", budget: "≤ 50 ms", isKept: best <= 0.05)
    }
}
