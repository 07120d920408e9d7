import Foundation

/// smtpsim as a server on a pipe.
struct Simulator {
    /// Beside the test bundle.
    static var path: String {
        Bundle.main.bundleURL.appendingPathComponent("smtpsim").path
    }

    /// Files beside this source that tests need.
    static func support(_ name: String) -> String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Support/\(name)").path
    }

    /// Options of `smtpsim stdio`.
    var options: [String] = []
    /// The folder in which messages are saved.
    var savesMessagesIn: String?
    /// The Maildir to which messages are delivered.
    var delivers: String?
    /// The file for the trace; nil for none.
    var tracesTo: String?

    /// A server that takes bob's password outside TLS too.
    static let withPassword = Simulator(options: [
        "--user", "bob:secret word", "--set", "plaintext-authentication=on",
    ])

    /// A server that decides by rules.
    static func deciding(_ rules: String...) -> Simulator {
        Simulator(options: rules.flatMap { ["--on", $0] })
    }

    /// The arguments of smtpsim.
    var arguments: [String] {
        ["stdio", "--trace", tracesTo ?? "off"] + options
            + (savesMessagesIn.map { ["--save-messages", $0] } ?? [])
            + (delivers.map { ["--maildir", $0] } ?? [])
    }

    /// The command for a shell.
    var shellCommand: String {
        ([Simulator.path] + arguments).map(Simulator.quoted).joined(separator: " ")
    }

    /// A word for a shell.
    static func quoted(_ word: String) -> String {
        "'" + word.replacingOccurrences(of: "'", with: #"'\''"#) + "'"
    }
}
