import Foundation
import Testing

/// smtpsim as a server on a free port of 127.0.0.1: `listen` or `proxy`.
final class PortServer {
    let process: ChildProcess
    let port: Int
    private let bench: Bench
    private var end: ChildProcess.Exit?

    /// Starts it, and waits until it listens.
    init(_ bench: Bench, _ command: String, _ options: [String] = []) throws {
        self.bench = bench
        process = try bench.startSimulator([command, "--port", "0"] + options)
        try process.expect("# listening on 127.0.0.1:")
        guard let port = Int(try process.expect("\n")) else {
            throw ChildProcess.Failure("no port\n\(process.account)")
        }
        self.port = port
    }

    /// Starts a proxy in front of a server.
    convenience init(proxyTo port: Int, _ bench: Bench, _ options: [String] = []) throws {
        try self.init(bench, "proxy", ["--to", "127.0.0.1:\(port)"] + options)
    }

    /// Runs a scenario of `link_scenarios.py` with it.
    ///
    /// - Returns: the lines that it prints.
    func run(_ scenario: String...) throws -> [String] {
        let outcome = try bench.run(
            .python3,
            [Simulator.support("link_scenarios.py"), "\(port)"] + scenario)
        #expect(outcome.exit == .exited(0), outcome.account)
        return outcome.text.split(separator: "\n").map(String.init)
    }

    /// Ends it as SIGTERM does, and waits; it has to succeed.
    ///
    /// - Returns: what it wrote.
    @discardableResult
    func stop() throws -> String {
        if end == nil {
            process.signalProgram(SIGTERM)
            end = try process.waitForExit()
        }
        #expect(end == .exited(0), "\(process.account)")
        return String(decoding: process.output, as: UTF8.self)
    }

    /// What it wrote to standard error.
    var errors: String { String(decoding: process.errors, as: UTF8.self) }
}

extension Bench {
    /// A port of 127.0.0.1 that nobody listens on.
    func freePort() throws -> Int {
        let code =
            "import socket; s = socket.create_server(('127.0.0.1', 0)); print(s.getsockname()[1])"
        let outcome = try run(.python3, ["-c", code])
        guard let port = Int(outcome.text.dropLast()) else {
            throw ChildProcess.Failure("no free port: \(outcome.account)")
        }
        return port
    }

    /// Waits until somebody listens on a port.
    func awaitServer(_ port: Int) throws {
        let code = """
            import socket, time
            for _ in range(600):
                try:
                    socket.create_connection(("127.0.0.1", \(port))).close()
                    break
                except ConnectionRefusedError:
                    time.sleep(0.1)
            """
        _ = try run(.python3, ["-c", code])
    }
}
