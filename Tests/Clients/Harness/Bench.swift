import Foundation

/// What a test works with: a folder of its own, and an environment in which nothing of the person's
/// configuration counts.
struct Bench {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// The whole environment of the programs.
    var environment: [String: String] {
        [
            "PATH": Tool.searchPath, "HOME": folder.path, "XDG_CONFIG_HOME": folder.path,
            "XDG_STATE_HOME": folder.path, "TMPDIR": folder.path, "LANG": "C.UTF-8",
            "NETRC": folder.path("netrc"), "PYTHONDONTWRITEBYTECODE": "1",
            // A program that crashes shall end at once.
            "SWIFT_BACKTRACE": "enable=no",
        ]
    }

    /// Where servers save messages; they make it.
    var messagesFolder: String { folder.path("messages") }

    /// The messages that were saved, as `m1.eml`, `m2.eml` and so on, without their trace fields.
    func savedMessages() throws -> [[UInt8]] {
        try savedFiles().map { try SavedMessage($0).text }
    }

    /// The files that were saved, as `m1.eml`, `m2.eml` and so on.
    func savedFiles() throws -> [[UInt8]] {
        let names = try folder.names(in: "messages")
        let count = names.filter { $0.hasSuffix(".eml") }.count
        return try (0..<count).map { try folder.read("messages/m\($0 + 1).eml") }
    }

    /// Starts a program, with more in its environment.
    func start(
        _ program: String, _ arguments: [String], adding variables: [String: String] = [:]
    ) throws -> ChildProcess {
        try ChildProcess(
            program, arguments, environment: environment.merging(variables) { $1 })
    }

    /// Starts smtpsim.
    func startSimulator(_ arguments: [String]) throws -> ChildProcess {
        try start(Simulator.path, arguments)
    }

    /// Runs a program to its end, with more in its environment.
    func run(
        _ program: String, _ arguments: [String], input: [UInt8] = [],
        adding variables: [String: String] = [:]
    ) throws -> Outcome {
        let process = try start(program, arguments, adding: variables)
        try process.send(input)
        process.closeInput()
        let exit = try process.waitForExit()
        return Outcome(exit: exit, output: process.output, errors: process.errors)
    }

    /// Runs smtpsim to its end.
    func runSimulator(_ arguments: [String], input: [UInt8] = []) throws -> Outcome {
        try run(Simulator.path, arguments, input: input)
    }

    /// Runs a tool to its end.
    func run(_ tool: Tool, _ arguments: [String], input: [UInt8] = []) throws -> Outcome {
        try run(tool.path, arguments, input: input)
    }
}
