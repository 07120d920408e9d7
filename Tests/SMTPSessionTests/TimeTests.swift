import SMTPGrammar
import Testing

@testable import SMTPSession

@Suite("Time")
struct TimeTests {
    @Test("a silent client is cut off after five minutes (§4.5.3.2.7)")
    func idle() {
        var dialogue = Dialogue()
        #expect(dialogue.session.deadline == Instant(milliseconds: 300_000))
        dialogue.give(.clock(Instant(milliseconds: 299_999)))
        #expect(dialogue.outputs == [])
        dialogue.give(.clock(Instant(milliseconds: 300_000)))
        #expect(dialogue.replies == ["421 4.4.2 mx.sim.example Timeout, closing connection"])
        #expect(dialogue.outputs.last == .close)
        #expect(dialogue.session.deadline == nil)
    }

    @Test("an octet a minute does not keep the session open")
    func slow() {
        var dialogue = Dialogue()
        for minute in 1...5 {
            dialogue.give(.bytes([78]))
            dialogue.give(.clock(Instant(milliseconds: UInt64(minute) * 60_000)))
        }
        #expect(dialogue.session.phase == .closed)
    }

    @Test("an answer can be delayed; the client's octets wait meanwhile")
    func delay() {
        var dialogue = Dialogue.greeted(asking: [.sender])
        dialogue.give(.bytes(Array("MAIL FROM:<a@b>\r\nNOOP\r\n".utf8)))
        dialogue.give(.answer(.delay(5_000)))
        #expect(dialogue.notes == [.delayed])
        #expect(dialogue.replies == [])
        #expect(dialogue.session.deadline == Instant(milliseconds: 5_000))
        dialogue.give(.clock(Instant(milliseconds: 5_000)))
        #expect(dialogue.rules == [.senderAccepted, .noopDone])
    }

    @Test("the whole session can have its limit")
    func session() {
        var dialogue = Dialogue { $0.timeouts.session = 1_000 }
        dialogue.send("NOOP")
        dialogue.give(.clock(Instant(milliseconds: 1_000)))
        #expect(dialogue.rules == [.sessionTimeout])
    }
}
