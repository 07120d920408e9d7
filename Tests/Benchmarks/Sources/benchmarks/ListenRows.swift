import Glibc

/// The processor time that a message of real clients takes, beside Postfix's smtp-sink, and the memory of
/// clients that say nothing.
///
/// Postfix's smtp-source is the client of both, or one of our own that pipelines. It takes most of the time itself:
/// what counts is the server's processor time.
struct ListenRows {
    let smtpsim: String
    /// The folder with Postfix's programs.
    let postfix: String

    private struct Load {
        let what: String
        let sessions: Int
        let messages: Int
        let octets: Int
        let isOneConnection: Bool
        let budget: Double
    }

    private static let loads = [
        Load(
            what: "one a connection, 1 KB, 1 client", sessions: 1, messages: 2_000, octets: 1_000,
            isOneConnection: false, budget: 1.0),
        Load(
            what: "one a connection, 1 KB, 10 clients", sessions: 10, messages: 4_000,
            octets: 1_000, isOneConnection: false, budget: 1.0),
        Load(
            what: "one a connection, 1 KB, 100 clients", sessions: 100, messages: 4_000,
            octets: 1_000, isOneConnection: false, budget: 1.0),
        Load(
            what: "many a connection, 1 KB, 1 client", sessions: 1, messages: 4_000, octets: 1_000,
            isOneConnection: true, budget: 0.9),
        Load(
            what: "many a connection, 1 KB, 10 clients", sessions: 10, messages: 8_000,
            octets: 1_000, isOneConnection: true, budget: 0.9),
        Load(
            what: "many a connection, 1 KB, 100 clients", sessions: 100, messages: 8_000,
            octets: 1_000, isOneConnection: true, budget: 0.9),
        Load(
            what: "one a connection, 100 KB, 10 clients", sessions: 10, messages: 1_000,
            octets: 100_000, isOneConnection: false, budget: 1.0),
        Load(
            what: "many a connection, 100 KB, 10 clients", sessions: 10, messages: 1_000,
            octets: 100_000, isOneConnection: true, budget: 0.15),
    ]

    func rows() -> [Row] {
        Loopback.raiseLimit()
        setenv("LD_LIBRARY_PATH", "\(postfix)/usr/lib/postfix", 1)
        guard let ours = server(listen), let theirs = server(sink) else {
            return [Row(what: "a message of a real client", measured: "no server", budget: "")]
        }
        defer {
            ours.child.terminate()
            theirs.child.terminate()
        }
        let rows = ListenRows.loads.map { load in
            row(load.what, load.messages, budget: load.budget, ours, theirs) {
                source(load, $0.port)
            }
        }
        return rows + pipelinedRows(ours, theirs) + [idleRow()]
    }

    private func listen(_ port: UInt16) -> [String] {
        [
            smtpsim, "listen", "--init", "none", "-q", "--keep", "0", "--max-connections", "0",
            "--port", "\(port)",
        ]
    }

    private func sink(_ port: UInt16) -> [String] {
        // It wants to know as whom to run, if it is started by root.
        let user = getuid() == 0 ? ["-u", "root"] : []
        return ["\(postfix)/usr/sbin/smtp-sink"] + user + ["127.0.0.1:\(port)", "1024"]
    }

    private typealias Server = (child: Child, port: UInt16)

    private func pipelinedRows(_ ours: Server, _ theirs: Server) -> [Row] {
        let messages = 4_000
        return [true, false].map { waits in
            let client = PipelinedClient(waits: waits)
            let what = waits ? "pipelined, a write each" : "pipelined, all at once"
            return row("\(what), 1 KB, 1 client", messages, budget: 0.65, ours, theirs) {
                client.send(messages, octets: 1_000, to: $0.port)
            }
        }
    }

    /// Compares the processor time of the servers for a message.
    private func row(
        _ what: String, _ messages: Int, budget: Double, _ ours: Server, _ theirs: Server,
        _ send: (Server) -> Bool
    ) -> Row {
        func microseconds(_ server: Server) -> Double {
            let before = server.child.processorNanoseconds
            guard send(server) else { return .infinity }
            let after = server.child.processorNanoseconds
            return Double(after - before) / 1e3 / Double(messages)
        }
        var best = (work: Double.infinity, floor: Double.infinity)
        for _ in 0..<5 {
            best.floor = min(best.floor, microseconds(theirs))
            best.work = min(best.work, microseconds(ours))
        }
        let ratio = best.work / best.floor
        let isMeasured = best.work.isFinite && best.floor.isFinite
        return Row(
            what: "a message, " + what, measured: Row.number(best.work, 1) + " µs",
            floor: "smtp-sink " + Row.number(best.floor, 1) + " µs",
            ratio: isMeasured ? ratio : nil, budget: "≤ \(Row.number(budget, 2)) × smtp-sink",
            isKept: isMeasured ? ratio <= budget : nil)
    }

    /// Has smtp-source send messages; whether all went well.
    private func source(_ load: Load, _ port: UInt16) -> Bool {
        var command = [
            "\(postfix)/usr/sbin/smtp-source", "-s", "\(load.sessions)", "-m", "\(load.messages)",
            "-l", "\(load.octets)", "-f", "a@c.example", "-t", "b@d.example",
        ]
        if load.isOneConnection { command.append("-d") }
        command.append("127.0.0.1:\(port)")
        let input = Pipe()
        defer {
            close(input.reading)
            close(input.writing)
        }
        return Child(command, input: input.reading)?.wait() ?? false
    }

    private func idleRow() -> Row {
        let count = 10_000
        guard let server = server(listen) else {
            return Row(what: "idle connections", measured: "no server", budget: "")
        }
        defer { server.child.terminate() }
        let before = server.child.memory ?? 0
        let clients = (0..<count).compactMap { _ in Loopback.connection(to: server.port) }
        var greeting = [UInt8](repeating: 0, count: 200)
        for client in clients { _ = read(client, &greeting, greeting.count) }
        let after = server.child.memory ?? 0
        for client in clients { close(client) }
        let each = Double(after - before) / Double(count)
        return Row(
            what: "\(count) idle connections, memory for each",
            measured: Row.number(each, 1) + " KiB",
            budget: "≤ 6 KiB", isKept: clients.count == count ? each <= 6 : nil)
    }

    /// Starts a server on a free port, and waits until it listens.
    private func server(_ command: (UInt16) -> [String]) -> Server? {
        let port = Loopback.freePort()
        let input = Pipe()
        defer { close(input.reading) }
        guard let child = Child(command(port), input: input.reading) else { return nil }
        for _ in 0..<500 {
            if let client = Loopback.connection(to: port) {
                close(client)
                return (child, port)
            }
            usleep(10_000)
        }
        return nil
    }
}
