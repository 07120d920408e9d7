import Testing

@testable import SMTPListener

@Suite("What a proxy's server says")
struct ReplyCutterTests {
    @Test(
        "is cut into replies, in whatever portions it comes",
        arguments: [1, 2, 3, 7, 1_000])
    func portions(_ size: Int) {
        let replies = [
            "220 mx\r\n", "250-one\r\n250-two\r\n250 three\r\n", "354\r\n", "250\n", "what?\r\n",
        ]
        let octets = Array((replies.joined() + "250-un").utf8)
        var cutter = ReplyCutter()
        var found: [[UInt8]] = []
        for start in stride(from: 0, to: octets.count, by: size) {
            found += cutter.add(octets[start..<min(start + size, octets.count)])
        }
        #expect(found == replies.map { Array($0.utf8) })
        #expect(cutter.rest == Array("250-un".utf8))
    }

    @Test("has an end")
    func limit() {
        var cutter = ReplyCutter()
        for _ in 0..<17 { _ = cutter.add([UInt8](repeating: 0x78, count: 65_536)) }
        #expect(cutter.isTooLong)
    }
}
