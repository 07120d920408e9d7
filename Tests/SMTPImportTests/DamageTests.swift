import SMTPImport
import Testing

@Suite("Damaged copies of samples")
struct DamageTests {
    @Test("say the same", arguments: Damage.all)
    func same(_ damage: Damage) throws {
        for sample in Sample.all where sample.isText {
            let whole = try #require(TranscriptReader.read(sample.octets))
            if damage.needsMarks, !sample.hasMarks { continue }
            let copy = TranscriptReader.read(damage.apply(sample.lines))
            #expect(copy?.format == whole.format, "\(sample.name)")
            var expected = Events.of(whole)
            var found = Events.of(copy)
            if damage.losesBlanks {
                expected = Events.withoutBlanks(expected)
                found = Events.withoutBlanks(found)
            }
            guard found != expected else { continue }
            let shown =
                copy.map { RecordingText.lines(of: $0).joined(separator: "\n") } ?? "nothing"
            Issue.record("\(sample.name) after \(damage.testDescription):\n\(shown)")
        }
    }

    @Test("that are cut off say the same up to there", arguments: Sample.all)
    func cutOff(_ sample: Sample) throws {
        guard sample.isText else { return }
        let whole = try #require(TranscriptReader.read(sample.octets))
        let lines = sample.lines
        for count in stride(from: lines.count / 2, to: lines.count, by: 1) {
            let cut = Array(lines.prefix(count).joined(separator: [0x0A]))
            guard let copy = TranscriptReader.read(cut, from: whole.format) else { continue }
            for (part, all) in zip(Events.of(copy), Events.of(whole)) {
                // What is under way may be told otherwise: the last reply or text, and what it led to.
                let common = max(0, part.count - 2)
                #expect(
                    Array(part.prefix(common)) == Array(all.prefix(common)),
                    "\(sample.name):\(count)")
            }
        }
    }

    @Test("that are interleaved are split", arguments: Sample.all)
    func interleaved(_ sample: Sample) throws {
        let whole = try #require(TranscriptReader.read(sample.octets))
        guard sample.isText, whole.conversations.count == 1, whole.conversations[0].label == nil,
            sample.canBeInterleaved
        else { return }
        var random = SeededRandom(seed: 7)
        var rest = [sample.lines[...], sample.lines[...]]
        var lines: [[UInt8]] = []
        while let which = [0, 1].filter({ !rest[$0].isEmpty }).randomElement(using: &random) {
            let line = rest[which].removeFirst()
            lines.append(
                Array("2026-03-01 10:00:0\(lines.count % 7) [conn-\(which + 4)] ".utf8) + line)
        }
        let copy = TranscriptReader.read(Array(lines.joined(separator: [0x0A])))
        #expect(copy?.conversations.count == 2)
        #expect(Set(copy?.conversations.compactMap(\.label) ?? []) == ["conn-4", "conn-5"])
        for events in Events.of(copy) { #expect(events == Events.of(whole)[0], "\(sample.name)") }
    }

    @Test("with curly quotes and blanks that do not break are read")
    func typography() throws {
        let text = """
            send: \u{2018}ehlo client.example\\r\\n\u{2019}
            reply: b\u{2018}250\u{2013}mx.example\\r\\n\u{2019}
            reply: b\u{2018}250 HELP\\r\\n\u{2019}
            """
        let recording = try #require(TranscriptReader.read(Array(text.utf8)))
        #expect(
            RecordingText.lines(of: recording) == [
                "= -", "1 > ehlo client.example\\r\\n exact", "2 < 250-mx.example | 250 HELP",
            ])
        let bare =
            "220\u{A0}mx.example\nHELO\u{A0}client\n250 mx\nMAIL\u{A0}FROM:\u{2039}a@b\u{203A}\n250 ok"
        let copy = try #require(TranscriptReader.read(Array(bare.utf8)))
        #expect(
            RecordingText.lines(of: copy) == [
                "= -", "1 < 220 mx.example", "2 > HELO client\\r\\n", "3 < 250 mx",
                "4 > MAIL FROM:<a@b>\\r\\n", "5 < 250 ok",
            ])
    }

    @Test(
        "our own scripts and events, SMTP and prose are no transcripts",
        arguments: [
            "C: EHLO a\nS: 250 mx\nC: QUIT\nS: 221 bye",
            "# a script\n:profile strict\nS: 220 {{.*}}\nC: QUIT",
            "{\"event\":\"reply\",\"code\":220}\n{\"event\":\"closed\"}",
            "EHLO a\nMAIL FROM:<a@b>\nQUIT", "", "NOOP",
            "EHLO a\nDATA\nSubject: x\n\n220 mx\n250 a\n> EHLO\n< 250\n.\nQUIT",
            "\u{1}\u{2}\nNOOP\n220 mx",
            "Dear all,\nthe meeting is at 220 Main Street.\nRegards",
            "- one\n- two -> three\n=> four\n",
        ])
    func own(_ text: String) {
        #expect(TranscriptReader.read(Array(text.utf8)) == nil)
        let lines = text.split(separator: "\n").map { Array($0.utf8) }
        #expect(TranscriptReader.recognise(lines) == nil)
    }

    @Test("a dialogue is no script where TLS began and nothing says so")
    func hiddenTLS() throws {
        let text =
            "S: 220 mx\nC: EHLO a\nS: 250 STARTTLS\nC: STARTTLS\nS: 220 go\nC: EHLO a\nS: 250 mx"
        let recording = try #require(TranscriptReader.read(Array(text.utf8)))
        #expect(recording.format == "dialogue")
        #expect(RecordingText.lines(of: recording).contains("6 secured -"))
        #expect(TranscriptReader.read(Array((text + "\nS. tls").utf8)) == nil)
    }
}

extension Sample {
    /// Captures are no lines that could be damaged so.
    var isText: Bool { !octets.contains(0) && !isMail && !name.hasSuffix(".json") }

    /// A mail is one from its first line on.
    private var isMail: Bool { name.hasSuffix(".eml") || name.hasSuffix(".mbox") }

    /// Whether each line has a mark, so that the rest of a wrapped one is seen.
    var hasMarks: Bool {
        ["swaks", "smtplib", "msmtp", "perl", "ruby"].contains { name.hasPrefix($0) }
    }

    /// Blocks of several lines that belong together are not written by two at once.
    var canBeInterleaved: Bool {
        ![
            "curl-trace", "swaks-raw", "tshark", "tcpflow", "openssl", "smtptest", "exim-session",
        ].contains { name.hasPrefix($0) }
    }
}
