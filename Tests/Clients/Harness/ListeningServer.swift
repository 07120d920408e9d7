import Foundation
import Testing

/// smtpsim as a server on ports of 127.0.0.1, which writes what happens, and keeps messages in a Maildir.
final class ListeningServer {
    let process: ChildProcess
    /// Where it listens without TLS.
    let port: Int
    /// Where connections begin with TLS.
    let securePort: Int
    private let bench: Bench
    private var end: ChildProcess.Exit?

    /// A server that takes bob's password outside TLS too.
    static let withPassword = ["--user", "bob:secret word", "--set", "plaintext-authentication=on"]

    /// Starts it, and waits until it listens; its certificate is in `certificate.pem`.
    init(_ bench: Bench, _ options: [String] = []) throws {
        self.bench = bench
        process = try bench.startSimulator(
            [
                "listen", "--port", "0", "--tls-port", "0", "--maildir", bench.folder.path("mail"),
                "--save-certificate", bench.folder.path("certificate.pem"),
            ] + options)
        port = try ListeningServer.nextPort(process)
        securePort = try ListeningServer.nextPort(process)
        try process.expect("\n")
    }

    private static func nextPort(_ process: ChildProcess) throws -> Int {
        try process.expect("# listening on 127.0.0.1:")
        guard let port = Int(try process.expect("\n")) else {
            throw ChildProcess.Failure("no port\n\(process.account)")
        }
        return port
    }

    /// Ends it as SIGTERM does, and waits; it has to succeed.
    @discardableResult
    func stop() throws -> String {
        if end == nil {
            process.signalProgram(SIGTERM)
            end = try process.waitForExit()
        }
        #expect(end == .exited(0), "\(process.account)")
        return String(decoding: process.output, as: UTF8.self)
    }

    /// What it wrote about a session, without the number.
    func script(_ session: Int) throws -> String {
        try stop().split(separator: "\n", omittingEmptySubsequences: false)
            .filter { $0.hasPrefix("\(session) ") }
            .map { $0.dropFirst("\(session) ".count) + "\n" }.joined()
    }

    /// The texts of the messages that it keeps, without trace fields, in order of arrival.
    func messages() throws -> [[UInt8]] {
        try stop()
        let files = try bench.folder.names(in: "mail/new").map {
            try SavedMessage(try bench.folder.read("mail/new/\($0)"))
        }
        return files.sorted { ListeningServer.number($0) < ListeningServer.number($1) }.map(\.text)
    }

    /// `3` in `id m3`.
    private static func number(_ message: SavedMessage) -> Int {
        let name = message.fields.components(separatedBy: " id m").dropFirst().first ?? ""
        return Int(name.prefix(while: \.isNumber)) ?? 0
    }

    /// Expects that what it wrote about each of its sessions is a script that runs green.
    func expectGreen(sessions: ClosedRange<Int> = 1...1) throws {
        for session in sessions {
            let script = try script(session)
            #expect(script.contains("\nS: "), "nothing was written about session \(session)")
            let file = try bench.folder.write("session-\(session).smtp", script)
            let outcome = try bench.runSimulator(["run", file])
            #expect(outcome.exit == .exited(0), "\(outcome.text)\n\(script)")
        }
    }
}
