import SMTPDriver
import SMTPSession
import Testing

@testable import SMTPSimulator

@Suite("A link with faults")
struct LinkTests {
    private static func link(_ change: (inout LinkConditions) -> Void) -> Link {
        var conditions = LinkConditions()
        change(&conditions)
        return Link(conditions)
    }

    @Test("lets so many octets through, in whatever portions they come, and is cut then")
    func cut() {
        for portions in [[10, 10, 10], [25, 1], [1, 1, 30]] {
            var link = Self.link { $0.cut = 25 }
            let heard = portions.map { link.admit($0) }
            #expect(heard.reduce(0, +) == 25)
            #expect(link.isCut)
            #expect(!link.carriesReplies)
            #expect(link.admit(5) == 0)
        }
    }

    @Test("is cut after the next reply where no octet more is to come through")
    func cutAtOnce() {
        var link = Self.link { $0.cut = 0 }
        #expect(!link.isCut)
        link.noteReply()
        #expect(link.isCut)
    }

    @Test("is half closed after the next reply, for good")
    func halfClosed() {
        var link = Self.link { $0.isHalfClosed = true }
        #expect(link.carriesReplies)
        link.noteReply()
        #expect(!link.carriesReplies)
        #expect(link.admit(7) == 7)
        link.change(to: LinkConditions())
        #expect(link.isHalfClosed)
    }

    @Test("takes its time")
    func time() {
        let slow = Self.link { $0.rate = 100 }
        #expect(slow.portion == 5)
        #expect(slow.pause(afterSending: 5) == 50)
        #expect(slow.pause(afterReading: 1) == 10)
        let pieces = Self.link {
            $0.pieces = 1
            $0.pause = 20
        }
        #expect(pieces.portion == 1)
        #expect(pieces.readPortion == nil)
        #expect(pieces.pause(afterSending: 1) == 20)
        #expect(pieces.pause(afterReading: 1_000) == 0)
        #expect(Link().portion == nil)
    }

    @Test("is undone, and begins anew with a connection")
    func undo() throws {
        var simulator = try Simulator.greeted()
        try simulator.play(":on hello accept link half-close once", "EHLO a", "NOOP")
        #expect(simulator.lastReplyLine?.hasPrefix("250-") == true)
        #expect(simulator.lastLines.contains { $0.contains("the reply 250 does not reach") })
        try simulator.play(":undo 2", "NOOP")
        #expect(simulator.lastReplyLine == "250 2.0.0 OK")
        try simulator.play("EHLO a", ":close", ":connect", "NOOP")
        #expect(simulator.lastReplyLine == "250 2.0.0 OK")
    }
}
