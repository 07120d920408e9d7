import Foundation
import Testing

@Suite("smtpsim import --output, and export of transcripts")
struct ImportOutputTests {
    private let program: Program

    init() throws { program = try Program() }

    private static let telnet = """
        220 mx.example ESMTP
        HELO client.example
        250 mx.example
        QUIT
        221 Bye

        """

    private func write(_ path: String, _ text: String = telnet) throws {
        let file = URL(filePath: program.home.file(path))
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    private func read(_ path: String) -> String? {
        try? String(contentsOfFile: program.home.file(path), encoding: .utf8)
    }

    @Test("makes the folder, and keeps the paths below the folder that was named")
    func folders() throws {
        for path in ["d/a/s.txt", "d/b/s.txt"] { try write(path) }
        let result = try program.run(["import", "d", "-o", "new/scripts/"])
        #expect(result.status == 0, "\(result.errors)")
        #expect(read("new/scripts/a/s.txt.smtp")?.contains(":adopt\n") == true)
        #expect(read("new/scripts/b/s.txt.smtp") != nil)
    }

    @Test("refuses a second script of the same path, and keeps the first")
    func collision() throws {
        try write("a/s.txt")
        try write("b/s.txt", Self.telnet.replacing("client", with: "other"))
        let result = try program.run(["import", "a/s.txt", "b/s.txt", "-o", "out/"])
        #expect(result.status == 2)
        #expect(
            result.errors.contains("b/s.txt: out/s.txt.smtp is the script of a/s.txt already"),
            "\(result.errors)")
        #expect(read("out/s.txt.smtp")?.contains("HELO client.example") == true)
        let file = try program.run(["import", "a", "b", "-o", "one.smtp"])
        #expect(file.status == 2 && file.errors.contains("--output one.smtp is one file"))
    }

    @Test("never overwrites a source, by whatever path")
    func source() throws {
        try write("same.txt")
        for path in ["same.txt", "./same.txt"] {
            let result = try program.run(["import", "same.txt", "-o", path])
            #expect(result.status == 2 && result.errors.contains("is a source"), "\(result.errors)")
        }
        #expect(read("same.txt") == Self.telnet)
    }

    @Test("export masks a transcript's credentials unless they are asked for")
    func secrets() throws {
        try write("swaks.txt", ImportCommandTests.swaks)
        let masked = try program.run(["export", "swaks.txt", "--to", "text"])
        #expect(masked.status == 0 && !masked.output.contains("AHRpbQBvcGVuc2VzYW1l"))
        let shown = try program.run(["export", "--secrets", "swaks.txt", "--to", "text"])
        #expect(shown.output.contains("AHRpbQBvcGVuc2VzYW1l"), "\(shown.output)")
    }
}
