import Foundation
import SystemCalls
import Testing

@Suite("Files by their paths")
final class FilePathTests {
    private let folder = "\(FileManager.default.temporaryDirectory.path)/system-\(UUID())"

    init() throws { try FilePath(folder).makeFolder() }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func path(_ name: String) -> FilePath { FilePath("\(folder)/\(name)") }

    private func mode(_ name: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path(name).text)
        return attributes[.posixPermissions] as? Int ?? 0
    }

    @Test("A file is read whole, or not at all if it is too large")
    func reading() throws {
        try path("file").create([1, 2, 3])
        #expect(try path("file").contents(limit: 3) == [1, 2, 3])
        #expect(throws: SystemError.tooLarge) { try self.path("file").contents(limit: 2) }
        #expect(throws: SystemError.noSuchFile) { try self.path("none").contents(limit: 2) }
        try path("empty").create([])
        #expect(try path("empty").contents(limit: 0).isEmpty)
    }

    @Test("A folder or a named pipe is neither read nor replaced")
    func special() throws {
        #expect(mkfifo(path("pipe").text, 0o600) == 0)
        for path in [FilePath(folder), path("pipe")] {
            #expect(throws: SystemError.notRegular) { try path.contents(limit: 9) }
            #expect(throws: SystemError.notRegular) { try path.replace(with: []) }
            #expect(throws: SystemError.notRegular) { try path.replaced() }
        }
        #expect(try FilePath(folder).names() == ["pipe"])
    }

    @Test("Creating takes no name that is there")
    func creating() throws {
        try path("file").create([1])
        #expect(try mode("file") == 0o600)
        #expect(throws: SystemError.fileExists) { try self.path("file").create([2]) }
        try path("file").addName(path("other").text)
        #expect(throws: SystemError.fileExists) {
            try self.path("file").addName(self.path("other").text)
        }
        #expect(try path("other").contents(limit: 9) == [1])
    }

    @Test("Replacing keeps the mode, follows links, and leaves nothing else after")
    func replacing() throws {
        try path("file").create([1])
        #expect(chmod(path("file").text, 0o640) == 0)
        #expect(symlink("file", path("link").text) == 0)
        try path("link").replace(with: [2])
        #expect(try path("file").contents(limit: 9) == [2])
        #expect(try mode("file") == 0o640)
        try path("file").replace(with: [3], mode: 0o600)
        #expect(try mode("file") == 0o600)
        #expect(try FilePath(folder).names().sorted() == ["file", "link"])
        #expect(path("link").real == path("file").real)
    }
}
