import Foundation
import SystemCalls
import Testing

@Suite("Descriptors")
struct DescriptorTests {
    @Test("All octets are written to a pipe that does not wait, while somebody reads slowly")
    func slowReader() throws {
        let pipe = Pipe()
        let writer = pipe.fileHandleForWriting.fileDescriptor
        #expect(fcntl(writer, F_SETFL, O_NONBLOCK) == 0)
        let octets = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0) }
        let thread = Thread {
            try? Descriptor(writer).writeAll(octets.span)
            try? pipe.fileHandleForWriting.close()
        }
        thread.start()
        let reader = Descriptor(pipe.fileHandleForReading.fileDescriptor)
        var received: [UInt8] = []
        while true {
            let more = try reader.readSome(limit: 10_000)
            guard !more.isEmpty else { break }
            received += more
        }
        #expect(received == octets)
    }

    @Test("A call that the system refuses throws its reason")
    func refused() {
        let closed = Descriptor(-1)
        #expect(throws: SystemError(EBADF)) { try closed.readSome(limit: 1) }
        #expect(throws: SystemError(EBADF)) { try closed.writeAll([1].span) }
        #expect(SystemError(EACCES).description == "Permission denied")
    }

    @Test("Waiting for input ends with the time, with input, and with its end")
    func waiting() throws {
        let pipe = Pipe()
        let reader = Descriptor(pipe.fileHandleForReading.fileDescriptor)
        #expect(!reader.awaitInput(milliseconds: 0))
        try pipe.fileHandleForWriting.write(contentsOf: [1])
        #expect(reader.awaitInput(milliseconds: -1))
        #expect(try reader.readSome(limit: 2) == [1])
        try pipe.fileHandleForWriting.close()
        #expect(reader.awaitInput(milliseconds: -1))
        #expect(try reader.readSome(limit: 2).isEmpty)
    }
}
