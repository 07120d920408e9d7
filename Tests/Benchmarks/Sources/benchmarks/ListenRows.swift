import Glibc

/// The processor time that a message of real clients takes, beside Postfix's smtp-sink, and the memory of
/// clients that say nothing.
///
/// Postfix's smtp-source is the client of both, and takes most of the time itself: what counts is the
/// server's processor time.
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
            what: "many a connection, 100 KB, 10 clients", sessions: 10, messages: 1_000,
            octets: 100_000, isOneConnection: true, budget: 0.15),
    ]

    func rows() -> [Row] {
        raiseLimit()
        setenv("LD_LIBRARY_PATH", "\(postfix)/usr/lib/postfix", 1)
        guard let ours = server(listen), let theirs = server(sink) else {
            return [Row(what: "a message of a real client", measured: "no server", budget: "")]
        }
        defer {
            ours.child.terminate()
            theirs.child.terminate()
        }
        return ListenRows.loads.map { row($0, ours, theirs) } + [idleRow()]
    }

    private func listen(_ port: UInt16) -> [String] {
        [
            smtpsim, "listen", "--init", "none", "-q", "--keep", "0", "--max-connections", "0",
            "--port", "\(port)",
        ]
    }

    private func sink(_ port: UInt16) -> [String] {
        ["\(postfix)/usr/sbin/smtp-sink", "127.0.0.1:\(port)", "1024"]
    }

    private typealias Server = (child: Child, port: UInt16)

    private func row(_ load: Load, _ ours: Server, _ theirs: Server) -> Row {
        var best = (work: Double.infinity, floor: Double.infinity)
        for _ in 0..<5 {
            best.floor = min(best.floor, microseconds(load, theirs))
            best.work = min(best.work, microseconds(load, ours))
        }
        let ratio = best.work / best.floor
        let isMeasured = best.work.isFinite && best.floor.isFinite
        return Row(
            what: "a message, " + load.what, measured: Row.number(best.work, 1) + " µs",
            floor: "smtp-sink " + Row.number(best.floor, 1) + " µs",
            ratio: isMeasured ? ratio : nil, budget: "≤ \(Row.number(load.budget, 2)) × smtp-sink",
            isKept: isMeasured ? ratio <= load.budget : nil)
    }

    /// The processor time of the server for a message.
    private func microseconds(_ load: Load, _ server: Server) -> Double {
        let before = server.child.processorNanoseconds
        var command = [
            "\(postfix)/usr/sbin/smtp-source", "-s", "\(load.sessions)", "-m", "\(load.messages)",
            "-l", "\(load.octets)", "-f", "a@c.example", "-t", "b@d.example",
        ]
        if load.isOneConnection { command.append("-d") }
        command.append("127.0.0.1:\(server.port)")
        let input = Pipe()
        defer {
            close(input.reading)
            close(input.writing)
        }
        guard let source = Child(command, input: input.reading), source.wait() else {
            return .infinity
        }
        let after = server.child.processorNanoseconds
        return Double(after - before) / 1e3 / Double(load.messages)
    }

    private func idleRow() -> Row {
        let count = 10_000
        guard let server = server(listen) else {
            return Row(what: "idle connections", measured: "no server", budget: "")
        }
        defer { server.child.terminate() }
        let before = server.child.memory ?? 0
        let clients = (0..<count).compactMap { _ in connected(to: server.port) }
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
        let port = freePort()
        let input = Pipe()
        defer { close(input.reading) }
        guard let child = Child(command(port), input: input.reading) else { return nil }
        for _ in 0..<500 {
            if let client = connected(to: port) {
                close(client)
                return (child, port)
            }
            usleep(10_000)
        }
        return nil
    }

    private func freePort() -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = loopback(port: 0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(descriptor, $0, size)
                _ = getsockname(descriptor, $0, &size)
            }
        }
        return UInt16(bigEndian: address.sin_port)
    }

    private func connected(to port: UInt16) -> Int32? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        var address = loopback(port: port)
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
        }
        guard result == 0 else {
            close(descriptor)
            return nil
        }
        return descriptor
    }

    private func loopback(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    private func raiseLimit() {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
