import SMTPGrammar
import Testing

@testable import SMTPSession

@Suite("What is looked for in a header")
struct HeaderTests {
    private static let texts = [
        "From: ann@client.example\r\nSender:\r\n Cat <cat@client.example>\r\n\r\nSender: x@y\r\n",
        "Received: a\r\nreceived: b\r\n Received: c\r\nX-Received: d\r\nRECEIVED:e\r\n\r\nReceived: f\r\n",
        "Subject: Gr\u{FC}\u{DF}e\r\n\r\n", "\r\nGr\u{FC}\u{DF}e\r\n", "Gr\u{FC}\u{DF}e: none\r\n",
        "",
        "MT-Priority: 4 (ultra)\r\n\r\n", "MT-Priority: 4\r\nMT-Priority: 4\r\n\r\n",
        "mt-priority:\r\n\t-9\r\n", "MT-Priority: 04\r\n\r\n", "recei\rved: x\r\n\r\n",
        "Require-Recipient-Valid-Since: bob@sim.example;\r\n  Sat, 1 Jun 2013 09:23:01 -0700\r\n\r\n",
        "Subject: bare\nReceived: lines\n\nReceived: over\n", "\r\r\nReceived: x\r\n\r\n",
    ]

    /// Looks at octets in the portions that the cuts make.
    private func look(
        _ octets: [UInt8], cutAt cuts: [Int]
    ) -> (watch: HeaderWatch, count: ReceivedCount) {
        var watch = HeaderWatch()
        var count = ReceivedCount()
        var start = 0
        for end in cuts + [octets.count] {
            watch.look(at: octets[start..<end])
            count.look(at: octets.span.extracting(start..<end))
            start = end
        }
        return (watch, count)
    }

    @Test("Every split of the octets finds the same", arguments: texts)
    func splits(text: String) {
        let octets = Array(text.utf8)
        let whole = look(octets, cutAt: [])
        for cut in 0...octets.count {
            let parts = look(octets, cutAt: [cut])
            #expect(parts.watch == whole.watch)
            #expect(parts.count == whole.count)
        }
        let single = look(octets, cutAt: Array(0..<octets.count))
        #expect(single.watch == whole.watch)
        #expect(single.count == whole.count)
    }

    @Test("Received fields are counted in the header only, in any mixture of cases")
    func received() {
        #expect(
            HeaderTests.texts.map { look(Array($0.utf8), cutAt: []).count.count } == [
                0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0,
            ])
    }

    private func watch(_ text: String) -> HeaderWatch {
        var watch = HeaderWatch()
        watch.look(at: Array(text.utf8)[...])
        watch.finish()
        return watch
    }

    @Test(
        "Who is responsible is the first of four fields",
        arguments: [
            ("From: a@b\r\n\r\n", "a@b"), ("From: A <a@b>, c@d\r\n\r\n", "a@b"),
            ("From: a@b\r\nSender: c@d\r\n\r\n", "c@d"),
            ("Sender: c@d\r\nResent-From: e@f\r\n\r\n", "e@f"),
            ("Resent-From: e@f\r\nResent-Sender: g@h\r\n\r\n", "g@h"),
            ("Subject: x\r\n\r\nFrom: a@b\r\n", nil), ("From: nobody\r\n\r\n", nil),
            ("From: a@b", "a@b"),
        ] as [(String, String?)])
    func responsible(text: String, mailbox: String?) {
        #expect(watch(text).responsible == mailbox.map { Array($0.utf8) })
    }

    @Test(
        "One valid field says the priority",
        arguments: [
            ("MT-Priority: 4 (ultra)\r\n\r\n", 4), ("mt-priority:-9\r\n\r\n", -9),
            ("MT-Priority:\r\n 0\r\n\r\n", 0), ("MT-Priority: 10\r\n\r\n", nil),
            ("MT-Priority: +1\r\n\r\n", nil), ("MT-Priority: 1\r\nMT-Priority: 1\r\n\r\n", nil),
            ("MT-Priority:\r\n\r\n", nil), ("Subject: 1\r\n\r\nMT-Priority: 1\r\n", nil),
        ] as [(String, Int?)])
    func priority(text: String, number: Int?) {
        #expect(watch(text).priority == number)
    }

    @Test("Octets above 127 count in a field, not in the text, nor in a line that is no field")
    func nonASCII() {
        #expect(watch("Subject: Gr\u{FC}\u{DF}e\r\n\r\n").isNonASCII)
        #expect(watch("Subject: x\r\n Gr\u{FC}\u{DF}e").isNonASCII)
        #expect(!watch("Subject: x\r\n\r\nGr\u{FC}\u{DF}e\r\n").isNonASCII)
        #expect(!watch("Gr\u{FC}\u{DF}e an alle: hallo\r\n").isNonASCII)
    }

    @Test("A field of any length ends, and what is kept of a header is bounded")
    func bounds() {
        let long = String(repeating: "x", count: 100_000)
        let text = "Subject: \(long)\r\nFrom: a@b\r\n\r\n\u{FC}"
        #expect(watch(text).responsible == Array("a@b".utf8))
        #expect(!watch(text).isNonASCII)
        let many = watch(String(repeating: "From: a@b\r\n", count: 1_000))
        #expect(many.values(of: .from).count == 100)
    }

    @Test(
        "A date in a header is a moment",
        arguments: [
            ("Sat, 1 Jun 2013 09:23:01 -0700", "2013-06-01T16:23:01Z"),
            ("1 Jan 1970 00:00 +0000", "1970-01-01T00:00:00Z"),
            ("Thu, 29 Feb 2024 23:59:59 GMT", "2024-02-29T23:59:59Z"),
            ("29 Feb 2023 00:00:00 GMT", nil), ("1 Juni 2013 00:00:00 GMT", nil),
            ("1 Jun 13 00:00:00 GMT", nil), ("1 Jun 2013 24:00:00 GMT", nil),
            ("1 Jun 2013 0:00:00 GMT", nil), ("1 Jun 2013 00:00:00 -07", nil), ("yesterday", nil),
            ("", nil),
        ] as [(String, String?)])
    func dates(text: String, moment: String?) {
        let expected = moment.flatMap { DateTime(Array($0.utf8)) }
        #expect(DateTime(header: Array(text.utf8))?.seconds == expected?.seconds)
    }
}
