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
        var history = History()
        history.add(bytes("EHLO é"))
        history.add(bytes("QUIT"))
        try history.save(to: folder.file("new/er/history"))
        #expect(try History(contentsOf: folder.file("new/er/history")) == history)
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
        var history = try History(contentsOf: folder.file("link"))
        history.add(bytes("new"))
        try history.save(to: folder.file("link"))
        #expect(try folder.read("target") == "old\nnew\n")
        #expect(try folder.mode("target") == 0o600)
        let link = try FileManager.default.destinationOfSymbolicLink(atPath: folder.file("link"))
        #expect(link == folder.file("target"))
    }

    @Test("No file is an empty history")
    func missing() throws {
        let folder = try Folder()
        #expect(try History(contentsOf: folder.file("none")).lines.isEmpty)
    }

    @Test("A file with anything in it gives what could have been recorded")
    func rubbish() throws {
        let folder = try Folder()
        try Data([0x61, 0x0A, 0x0A, 0xFF, 0x0A, 0x1B, 0x5B, 0x0A, 0x62]).write(
            to: URL(fileURLWithPath: folder.file("history")))
        #expect(try History(contentsOf: folder.file("history")).lines == [[0x61], [0x62]])
    }

    @Test("What cannot be read is a typed error")
    func unreadable() throws {
        let folder = try Folder()
        let error = #expect(throws: HistoryError.self) { try History(contentsOf: folder.path) }
        #expect(error?.operation == .read)
        #expect(error?.reason == SystemError(EINVAL))
        try folder.write(String(repeating: "x", count: 9 << 20), to: "large")
        let large = #expect(throws: HistoryError.self) {
            try History(contentsOf: folder.file("large"))
        }
        #expect(large?.reason == SystemError(EFBIG))
    }

    @Test("What cannot be written is a typed error, and the file stays")
    func unwritable() throws {
        let folder = try Folder()
        try folder.write("old\n", to: "file")
        let error = #expect(throws: HistoryError.self) {
            try History().save(to: folder.file("file/history"))
        }
        #expect(error?.description.hasSuffix("file/history: Not a directory") == true)
        #expect(try folder.read("file") == "old\n")
    }
}
