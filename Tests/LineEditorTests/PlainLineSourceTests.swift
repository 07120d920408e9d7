import Foundation
import LineEditor
import Testing

@Suite("Lines from a file or a pipe")
struct PlainLineSourceTests {
    private let prompt = Prompt("C: ")

    @Test("Lines come exact, with their ends, and the end of the input comes again and again")
    func pipe() throws {
        let pipe = Pipe()
        let text: [UInt8] = Array("EHLO a\r\nb".utf8) + [0x00, 0xFF, 0x0A] + Array("last".utf8)
        try pipe.fileHandleForWriting.write(contentsOf: text)
        try pipe.fileHandleForWriting.close()
        var source = PlainLineSource(descriptor: pipe.fileHandleForReading.fileDescriptor)
        #expect(source.nextLine(prompt: prompt) == .line(Array("EHLO a".utf8), ending: .crlf))
        #expect(source.nextLine(prompt: prompt) == .line([0x62, 0x00, 0xFF], ending: .lf))
        #expect(source.nextLine(prompt: prompt) == .line(Array("last".utf8), ending: .endOfInput))
        #expect(source.nextLine(prompt: prompt) == .endOfInput)
        #expect(source.nextLine(prompt: prompt) == .endOfInput)
    }

    @Test("Lines are found across the reads of a large file")
    func file() throws {
        let folder = try Folder()
        let lines = (0..<5000).map { String(repeating: "x", count: $0 % 400) + "\($0)" }
        try folder.write(lines.joined(separator: "\r\n"), to: "lines")
        let file = try #require(FileHandle(forReadingAtPath: folder.file("lines")))
        var source = PlainLineSource(descriptor: file.fileDescriptor)
        for (number, line) in lines.enumerated() {
            let ending = number == 4999 ? LineEnding.endOfInput : .crlf
            #expect(source.nextLine(prompt: prompt) == .line(Array(line.utf8), ending: ending))
        }
        #expect(source.nextLine(prompt: prompt) == .endOfInput)
    }

    @Test("A line over the bound is skipped to its end")
    func tooLong() throws {
        let folder = try Folder()
        try folder.write("\(String(repeating: "x", count: 200_000))\nQUIT\n", to: "lines")
        let file = try #require(FileHandle(forReadingAtPath: folder.file("lines")))
        var source = PlainLineSource(descriptor: file.fileDescriptor, maximumLength: 1000)
        #expect(source.nextLine(prompt: prompt) == .tooLong(limit: 1000))
        #expect(source.nextLine(prompt: prompt) == .line(Array("QUIT".utf8), ending: .lf))
    }

    @Test("A non-blocking descriptor is waited for")
    func nonBlocking() throws {
        let pipe = Pipe()
        let reader = pipe.fileHandleForReading.fileDescriptor
        #expect(fcntl(reader, F_SETFL, O_NONBLOCK) == 0)
        let writer = Thread {
            usleep(50_000)
            try? pipe.fileHandleForWriting.write(contentsOf: Array("late\n".utf8))
        }
        writer.start()
        var source = PlainLineSource(descriptor: reader)
        #expect(source.nextLine(prompt: prompt) == .line(Array("late".utf8), ending: .lf))
    }

    @Test("A descriptor that cannot be read fails, each time")
    func failure() {
        var source = PlainLineSource(descriptor: -1)
        #expect(source.nextLine(prompt: prompt) == .failed(errno: EBADF))
        #expect(source.nextLine(prompt: prompt) == .failed(errno: EBADF))
    }

    @Test("A pipe is not a terminal, nor is a descriptor that is not open")
    func isTerminal() {
        #expect(!Terminal.isTerminal(Pipe().fileHandleForReading.fileDescriptor))
        #expect(!Terminal.isTerminal(-1))
    }
}
