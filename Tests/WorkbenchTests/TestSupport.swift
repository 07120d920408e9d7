import Foundation
import SMTPPolicy
import SMTPSimulator
import Synchronization
import TerminalText

@testable import Workbench

/// Files in memory; a path that begins with `/full/` cannot be written.
final class MemoryFiles: FileAccess {
    private let contents: Mutex<[String: [UInt8]]>

    init(_ files: [String: String] = [:]) { contents = Mutex(files.mapValues { Array($0.utf8) }) }

    func read(_ path: String, limit: Int) throws(FileFault) -> [UInt8] {
        guard let octets = contents.withLock({ $0[path] }) else {
            throw FileFault(cannot: "read", path, .system("No such file or directory"))
        }
        guard octets.count <= limit else {
            throw FileFault(cannot: "read", path, .tooLarge(limit: limit))
        }
        return octets
    }

    func write(_ octets: [UInt8], to path: String) throws(FileFault) {
        guard !path.hasPrefix("/full/") else {
            throw FileFault(cannot: "write", path, .system("No space left on device"))
        }
        contents.withLock { $0[path] = octets }
    }

    func exists(_ path: String) -> Bool { contents.withLock { $0[path] != nil } }

    func paths(beginningWith prefix: String) -> [String] {
        let paths = contents.withLock { $0.keys.filter { $0.hasPrefix(prefix) } }
        let names = paths.map { path -> String in
            let rest = path.dropFirst(prefix.count)
            return rest.firstIndex(of: "/").map { String(path[...$0]) } ?? path
        }
        return Set(names).sorted()
    }

    func realPath(_ path: String) -> String? { nil }

    func hasProgram(_ name: String) -> Bool { false }

    func text(_ path: String) -> String? {
        contents.withLock { $0[path] }.map { String(decoding: $0, as: UTF8.self) }
    }
}

/// A person at a workbench, whose screen is text.
struct Screen {
    var bench: Workbench
    private(set) var text = ""

    init(
        _ settings: SimulatorSettings = SimulatorSettings(), files: MemoryFiles = MemoryFiles(),
        width: Int = 100
    ) {
        bench = Workbench(Simulator(settings), files: files, width: width)
    }

    /// Says what this is, as the prompt does.
    mutating func begin() { show(bench.banner(version: "0.1.0") + bench.connectIfNew()) }

    /// Types lines, one after the other.
    mutating func type(_ lines: String...) {
        for line in lines {
            text += bench.prompt.text + line + "\n"
            show(bench.enter(Array(line.utf8)))
        }
    }

    /// What a line shows, alone.
    mutating func answer(to line: String) -> String {
        let before = text
        text = ""
        show(bench.enter(Array(line.utf8)))
        defer { text = before }
        return text
    }

    mutating func show(_ lines: [Line]) {
        text += lines.map { Theme.plain.render($0) + "\n" }.joined()
    }

    /// Forgets what is on the screen.
    mutating func clear() { text = "" }
}

/// A screen on which a client has said EHLO.
func greetedScreen(files: MemoryFiles = MemoryFiles(), width: Int = 100) -> Screen {
    var screen = Screen(files: files, width: width)
    screen.begin()
    screen.type("EHLO client.example")
    screen.clear()
    return screen
}
