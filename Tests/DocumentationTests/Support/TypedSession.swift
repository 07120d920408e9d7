import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A session at the prompt, on a terminal that shows no colour and edits no line: what is on its screen
/// is what a reader of the text sees.
struct TypedSession {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let terminal: Int32
    private let process = Process()
    private var output: [UInt8] = []

    /// Types lines, each when a prompt waits for it.
    ///
    /// - Returns: the screen's lines, up to the last prompt
    static func lines(
        typing lines: [String], to command: String, in workspace: Workspace
    ) throws -> [String] {
        var session = try TypedSession(command, workspace)
        defer { session.end() }
        try session.waitForPrompt()
        for line in lines {
            session.type(line)
            try session.waitForPrompt()
        }
        let text = String(decoding: session.output, as: UTF8.self)
            .replacingOccurrences(of: "\r\n", with: "\n")
        var shown = ExpectedText.lines(text)
        if let last = shown.last, isPrompt(last) { shown.removeLast() }
        return shown
    }

    private init(_ command: String, _ workspace: Workspace) throws {
        var (master, slave): (Int32, Int32) = (-1, -1)
        var size = winsize(ws_row: 50, ws_col: 100, ws_xpixel: 0, ws_ypixel: 0)
        guard openpty(&master, &slave, nil, nil, &size) == 0 else {
            throw Failure(description: "no pseudo-terminal")
        }
        _ = fcntl(master, F_SETFD, FD_CLOEXEC)
        terminal = master
        let side = FileHandle(fileDescriptor: slave, closeOnDealloc: true)
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", "exec \(command)"]
        process.currentDirectoryURL = workspace.folder
        process.environment = workspace.environment
        process.standardInput = side
        process.standardOutput = side
        process.standardError = side
        try process.run()
        try side.close()
    }

    private func type(_ line: String) {
        let octets = Array((line + "\n").utf8)
        _ = octets.withUnsafeBytes { write(terminal, $0.baseAddress, $0.count) }
    }

    /// Reads until a prompt stands at the screen's end, or the program has ended.
    private mutating func waitForPrompt() throws {
        let start = output.count
        let deadline = ContinuousClock.now + .seconds(60)
        while !endsWithPrompt(from: start) {
            var watched = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
            poll(&watched, 1, 100)
            var buffer = [UInt8](repeating: 0, count: 65_536)
            let isReadable = watched.revents & Int16(POLLIN) != 0
            let count = isReadable ? read(terminal, &buffer, buffer.count) : 0
            output += buffer.prefix(max(0, count))
            if count <= 0, watched.revents & Int16(POLLHUP) != 0 { return }
            guard ContinuousClock.now < deadline else {
                let text = String(decoding: output, as: UTF8.self)
                throw Failure(description: "no prompt came:\n\(text)")
            }
        }
    }

    private func endsWithPrompt(from start: Int) -> Bool {
        guard output.count > start else { return false }
        let line = output[(output.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0)...]
        return TypedSession.isPrompt(String(decoding: line, as: UTF8.self))
    }

    /// `C: `, `[text] C: `, `A: recipient bob@sim.example [accept] `.
    private static func isPrompt(_ line: String) -> Bool {
        line.wholeMatch(of: /(\[[^\]]*\] )?(C: |A: (.*\] )?)/) != nil
    }

    private func end() {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        close(terminal)
    }
}
