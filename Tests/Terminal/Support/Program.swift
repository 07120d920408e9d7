import Foundation

/// The program under test, as a process.
struct Program {
    /// Beside the test bundle, or where the environment says.
    static var path: String {
        ProcessInfo.processInfo.environment["SMTPSIM"]
            ?? Bundle.main.bundleURL.appendingPathComponent("smtpsim").path
    }

    /// How a run ended, and what it wrote.
    struct Result {
        var status: Int32
        var output: String
        var errors: String
    }

    /// A home folder of its own, so that no file of the person's plays a part.
    let home: Folder

    init() throws { home = try Folder() }

    /// Runs the program with pipes, to its end.
    func run(_ arguments: [String], input: [UInt8] = []) throws -> Result {
        let process = Process()
        process.executableURL = URL(filePath: Self.path)
        process.arguments = arguments
        process.environment = environment
        process.currentDirectoryURL = URL(filePath: home.path)
        let inputFile = home.file("stdin")
        try Data(input).write(to: URL(filePath: inputFile))
        let (output, errors) = (home.file("stdout"), home.file("stderr"))
        for path in [output, errors] { try Data().write(to: URL(filePath: path)) }
        process.standardInput = try FileHandle(forReadingFrom: URL(filePath: inputFile))
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: output))
        process.standardError = try FileHandle(forWritingTo: URL(filePath: errors))
        try process.run()
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus,
            output: String(decoding: try Data(contentsOf: URL(filePath: output)), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: URL(filePath: errors)), as: UTF8.self))
    }

    /// Runs the program with text as its standard input.
    func run(_ arguments: [String], input: String) throws -> Result {
        try run(arguments, input: Array(input.utf8))
    }

    /// The usual environment of a test.
    var environment: [String: String] {
        [
            "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": home.path,
            "PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no",
        ]
    }

    /// Starts the program on a terminal, and waits for its first prompt.
    func onTerminal(
        _ arguments: [String] = [], environment: [String: String] = [:], columns: Int = 100
    ) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(
            Self.path, arguments, environment: self.environment.merging(environment) { $1 },
            columns: columns, rows: 40)
        try terminal.wait(for: "the prompt") { terminal.screen.text.last == "C:" }
        return terminal
    }
}

extension PseudoTerminal {
    /// Types a line, and waits until the screen ends with these rows.
    func enter(_ line: String, expect rows: String...) throws {
        try type(line + "\r")
        try wait(for: "rows \(rows)") { screen.text.suffix(rows.count) == rows[...] }
    }
}
