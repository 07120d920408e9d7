/// A port of the loopback interface, with a server on a pipe after each connection.
///
/// It ends by itself after its last connection; whatever is left ends when this object goes.
final class Relay {
    let port: Int

    private let process: ChildProcess
    private let connections: Int
    private let bench: Bench

    /// Opens a port.
    ///
    /// - Parameters:
    ///   - bench: where the octets are recorded.
    ///   - connections: how many connections it takes.
    ///   - simulator: the server.
    /// - Throws: `Failure` if the relay cannot be started.
    init(_ bench: Bench, connections: Int = 1, _ simulator: Simulator) throws {
        let recordings = try bench.folder.makeFolder("recorded")
        let arguments =
            [
                Simulator.support("relay.py"), "--connections", "\(connections)",
                "--record", recordings, Simulator.path,
            ] + simulator.arguments
        process = try bench.start(Tool.python3.path, arguments)
        guard let port = Int(try process.expect("\n")) else {
            throw ChildProcess.Failure("the relay has no port\n\(process.account)")
        }
        (self.port, self.connections, self.bench) = (port, connections, bench)
    }

    /// Waits for the end of all connections.
    ///
    /// - Returns: the exit status of each server.
    func serverStatuses() throws -> [Int: Int] {
        _ = try process.waitForExit()
        let lines = String(decoding: process.output, as: UTF8.self).split(separator: "\n")
        let pairs = lines.dropFirst().map { $0.split(separator: " ").compactMap { Int($0) } }
        return Dictionary(pairs.map { ($0[0], $0[1]) }) { $1 }
    }

    /// The octets that the client of a connection sent.
    func clientOctets(_ connection: Int = 1) throws -> [UInt8] {
        try bench.folder.read("recorded/\(connection).client")
    }

    /// What the client of a connection got.
    func serverText(_ connection: Int = 1) throws -> String {
        String(decoding: try bench.folder.read("recorded/\(connection).server"), as: UTF8.self)
    }
}
