import Foundation

/// The probe on a pseudo-terminal, in a home folder of its own.
struct Probe {
    let terminal: PseudoTerminal
    let home: Folder

    init(
        _ arguments: [String] = [], environment: [String: String] = [:], home: Folder? = nil,
        columns: Int = 80
    ) throws {
        let home = try home ?? Folder()
        let defaults = [
            "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": home.path,
            // Swift would catch SIGQUIT.
            "SWIFT_BACKTRACE": "enable=no",
        ]
        self.home = home
        terminal = try PseudoTerminal(
            Self.path, arguments, environment: defaults.merging(environment) { $1 },
            columns: columns)
    }

    /// Beside the test bundle.
    static var path: String {
        Bundle.main.bundleURL.appendingPathComponent("lineeditor-probe").path
    }

    /// The prompt as it is written on a terminal with colours.
    static let prompt = "\u{1B}[1;36mC:\u{1B}[0m "

    /// Starts the probe and waits for its prompt.
    static func ready(
        _ arguments: [String] = [], environment: [String: String] = [:], home: Folder? = nil,
        columns: Int = 80
    ) throws -> Probe {
        let probe = try Probe(
            arguments, environment: environment, home: home, columns: columns)
        try probe.terminal.expect(prompt)
        return probe
    }

    /// Types, and waits for an event and the next prompt.
    func type(_ text: String, expect event: String) throws {
        try terminal.type(text)
        try terminal.expect(event)
        try terminal.expect(Self.prompt)
    }
}
