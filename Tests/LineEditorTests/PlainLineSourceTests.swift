import Foundation
import LineEditor
import SystemCalls
import Testing

@Suite("Lines from a file or a pipe")
struct PlainLineSourceTests {
    @Test("Lines come exact, with their ends, and the end of the input comes again and again")
    func pipe() throws {
        let pipe = Pipe()
        let text: [UInt8] = Array("EHLO a\r\nb".utf8) + [0x00, 0xFF, 0x0A] + Array("last".utf8)
        try pipe.fileHandleForWriting.write(contentsOf: text)
        try pipe.fileHandleForWriting.close()
        var source = PlainLineSource(Descriptor(pipe.fileHandleForReading.fileDescriptor))
        #expect(source.nextLine() == .line(Array("EHLO a".utf8), ending: .crlf))
        #expect(source.nextLine() == .line([0x62, 0x00, 0xFF], ending: .lf))
        #expect(source.nextLine() == .line(Array("last".utf8), ending: .endOfInput))
        #expect(source.nextLine() == .endOfInput)
        #expect(source.nextLine() == .endOfInput)
    }

    @Test("Lines are found across the reads of a large file")
    func file() throws {
        let folder = try Folder()
        let lines = (0..<5000).map { String(repeating: "x", count: $0 % 400) + "\($0)" }
        try folder.write(lines.joined(separator: "\r\n"), to: "lines")
        let file = try #require(FileHandle(forReadingAtPath: folder.file("lines")))
        var source = PlainLineSource(Descriptor(file.fileDescriptor))
        for (number, line) in lines.enumerated() {
            let ending = number == 4999 ? LineEnd.endOfInput : .crlf
            #expect(source.nextLine() == .line(Array(line.utf8), ending: ending))
        }
        #expect(source.nextLine() == .endOfInput)
    }

    @Test("A line over the bound is skipped to its end")
    func tooLong() throws {
        let folder = try Folder()
        try folder.write("\(String(repeating: "x", count: 200_000))\nQUIT\n", to: "lines")
        let file = try #require(FileHandle(forReadingAtPath: folder.file("lines")))
        var source = PlainLineSource(Descriptor(file.fileDescriptor), maximumLength: 1000)
        #expect(source.nextLine() == .tooLong(limit: 1000))
        #expect(source.nextLine() == .line(Array("QUIT".utf8), ending: .lf))
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
        var source = PlainLineSource(Descriptor(reader))
        #expect(source.nextLine() == .line(Array("late".utf8), ending: .lf))
    }

    @Test("A descriptor that cannot be read fails, each time")
    func failure() {
        var source = PlainLineSource(Descriptor(-1))
        #expect(source.nextLine() == .failed(SystemError(EBADF)))
        #expect(source.nextLine() == .failed(SystemError(EBADF)))
    }

    @Test("A pipe is not a terminal, nor is a descriptor that is not open")
    func isTerminal() {
        #expect(!Descriptor(Pipe().fileHandleForReading.fileDescriptor).isTerminal)
        #expect(!Descriptor(-1).isTerminal)
    }
}
