import Testing

@testable import LineEditor

@Suite("Bytes are cut into lines")
struct LineSplitterTests {
    private func events(_ parts: [ArraySlice<UInt8>], limit: Int = 100) -> [LineEvent] {
        var splitter = LineSplitter(maximumLength: limit)
        var events: [LineEvent] = []
        for part in parts {
            var bytes = part
            while let event = splitter.next(from: &bytes) {
                events.append(event)
            }
        }
        return events + (splitter.finish().map { [$0] } ?? [])
    }

    private func line(_ text: String, _ ending: LineEnd) -> LineEvent {
        .line(Array(text.utf8), ending: ending)
    }

    @Test("CR LF, LF and the end of the input end lines; a CR elsewhere is content")
    func endings() {
        let bytes = Array("a\r\nb\n\r\n\nc\rd\r\r\ne\r".utf8)
        let expected = [
            line("a", .crlf), line("b", .lf), line("", .crlf), line("", .lf),
            line("c\rd\r", .crlf), line("e\r", .endOfInput),
        ]
        for index in bytes.indices {
            #expect(events([bytes[..<index], bytes[index...]]) == expected, "split at \(index)")
        }
    }

    @Test("NUL and bytes over 127 are kept")
    func exact() {
        let bytes = Array(UInt8.min...UInt8.max).filter { $0 != 0x0A }
        #expect(events([(bytes + [0x0A])[...]], limit: 255) == [.line(bytes, ending: .lf)])
    }

    @Test("A line over the bound is one event, and the next line is read")
    func tooLong() {
        let bytes = Array("1234\n12345\n1234\r\n12345\r\n123\r5\n12".utf8)
        let expected = [
            line("1234", .lf), .tooLong(limit: 4), line("1234", .crlf), .tooLong(limit: 4),
            .tooLong(limit: 4), line("12", .endOfInput),
        ]
        #expect(events([bytes[...]], limit: 4) == expected)
        for index in bytes.indices {
            let split = events([bytes[..<index], bytes[index...]], limit: 4)
            #expect(split == expected, "split at \(index)")
        }
        #expect(events(bytes.indices.map { bytes[$0...$0] }, limit: 4) == expected)
    }

    @Test("The bound holds at the end of the input as well")
    func tooLongAtEnd() {
        #expect(events([Array("1234".utf8)[...]], limit: 4) == [line("1234", .endOfInput)])
        #expect(events([Array("12345".utf8)[...]], limit: 4) == [.tooLong(limit: 4)])
        #expect(events([Array("1234\r".utf8)[...]], limit: 4) == [.tooLong(limit: 4)])
    }
}
