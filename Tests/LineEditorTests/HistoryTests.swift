import Foundation
import LineEditor
import SystemCalls
import Testing

@Suite("History")
struct HistoryTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test("Lines are kept in order, without adjacent repetition")
    func order() {
        var history = History()
        for line in ["a", "b", "b", "a"] {
            history.add(bytes(line))
        }
        #expect(history.lines == ["a", "b", "a"].map(bytes))
    }

    @Test(
        "What could not be called back as it was is not recorded",
        arguments: [
            [], [0x20, 0x61], [0x61, 0x0A], [0x61, 0x09, 0x62], [0x61, 0xFF], [0x61, 0x00],
            [0x1B], [0xC2, 0x9B], Array(repeating: 0x61, count: History.maximumLineLength + 1),
        ] as [[UInt8]])
    func notRecorded(line: [UInt8]) {
        var history = History()
        let isRecorded = history.add(line)
        #expect(!isRecorded)
        #expect(history.lines.isEmpty)
    }

    @Test("The oldest lines go")
    func bound() {
        var history = History()
        for number in 0..<(History.maximumCount + 5) {
            history.add(bytes("\(number)"))
        }
        #expect(history.lines.count == History.maximumCount)
        #expect(history.lines.first == bytes("5"))
    }

    @Test("A file gives back what was saved, and is its owner's alone")
    func roundTrip() throws {
        let folder = try Folder()
        let file = HistoryFile(folder.file("new/er/history"))
        try file.append(bytes("EHLO é"))
        try file.append(bytes("QUIT"))
        #expect(try file.lines().lines == ["EHLO é", "QUIT"].map(bytes))
        #expect(try folder.mode("new") == 0o700)
        #expect(try folder.mode("new/er/history") == 0o600)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.file("new/er")).count == 1)
    }

    @Test("A file that was open to others is not any more, and a link stays a link")
    func replaced() throws {
        let folder = try Folder()
        try folder.write("old\n", to: "target")
        #expect(chmod(folder.file("target"), 0o644) == 0)
        #expect(symlink(folder.file("target"), folder.file("link")) == 0)
        try HistoryFile(folder.file("link")).append(bytes("new"))
        #expect(try folder.read("target") == "old\nnew\n")
        #expect(try folder.mode("target") == 0o600)
        let link = try FileManager.default.destinationOfSymbolicLink(atPath: folder.file("link"))
        #expect(link == folder.file("target"))
    }

    @Test("No file is an empty history")
    func missing() throws {
        let folder = try Folder()
        #expect(try HistoryFile(folder.file("none")).lines().lines.isEmpty)
        #expect(throws: (any Error).self) { try folder.read("none") }
    }

    @Test("A file with anything in it gives what could have been recorded")
    func rubbish() throws {
        let folder = try Folder()
        try Data([0x61, 0x0A, 0x0A, 0xFF, 0x0A, 0x1B, 0x5B, 0x0A, 0x62]).write(
            to: URL(fileURLWithPath: folder.file("history")))
        #expect(try HistoryFile(folder.file("history")).lines().lines == [[0x61], [0x62]])
    }

    @Test("What cannot be read is a typed error")
    func unreadable() throws {
        let folder = try Folder()
        let error = #expect(throws: HistoryError.self) { try HistoryFile(folder.path).lines() }
        #expect(error?.operation == .read)
        #expect(error?.reason == SystemError(EINVAL))
        try folder.write(String(repeating: "x", count: 17 << 20), to: "large")
        let large = #expect(throws: HistoryError.self) {
            try HistoryFile(folder.file("large")).lines()
        }
        #expect(large?.reason == SystemError(EFBIG))
    }

    @Test("What cannot be written is a typed error, and the file stays")
    func unwritable() throws {
        let folder = try Folder()
        try folder.write("old\n", to: "file")
        let error = #expect(throws: HistoryError.self) {
            try HistoryFile(folder.file("file/history")).append(bytes("new"))
        }
        #expect(error?.description.hasSuffix("file/history: Not a directory") == true)
        #expect(try folder.read("file") == "old\n")
    }

    @Test("A file that has grown to twice the bound is cut to it, and stays its owner's")
    func cut() throws {
        let folder = try Folder()
        let count = 2 * History.maximumCount
        let lines = (0...count).map { "\($0)\n" }
        try folder.write(lines.dropLast().joined(), to: "history")
        let file = HistoryFile(folder.file("history"))
        #expect(try file.lines().lines.count == History.maximumCount)
        #expect(try folder.read("history").split(separator: "\n").count == count)
        try file.append(bytes("\(count)"))
        #expect(try file.lines().lines.last == bytes("\(count)"))
        #expect(try folder.read("history") == lines.suffix(History.maximumCount).joined())
        #expect(try folder.mode("history") == 0o600)
    }

    @Test("Many who add lines at once, while others cut the file, lose none")
    func together() async throws {
        let folder = try Folder()
        let file = HistoryFile(folder.file("history"))
        let each = History.maximumCount / 4
        try folder.write(
            String(repeating: "old\n", count: 2 * History.maximumCount + 1), to: "history")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    for number in 0..<each {
                        try file.append(Array("\(writer) \(number)".utf8))
                        if number % 50 == 0 { _ = try file.lines() }
                    }
                }
            }
            try await group.waitForAll()
        }
        let kept = Set(try folder.read("history").split(separator: "\n"))
        let missing = (0..<4).flatMap { writer in (0..<each).map { "\(writer) \($0)" } }
            .filter { !kept.contains(Substring($0)) }
        #expect(missing.isEmpty)
    }
}
