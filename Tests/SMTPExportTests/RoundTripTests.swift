import SMTPExport
import SMTPImport
import SMTPScript
import SMTPSimulator
import Testing

@Suite("Exports read back")
struct RoundTripTests {
    /// Sessions of ours.
    private static let sessions: [(name: String, script: String)] = [
        (
            "a message",
            """
            C: EHLO client.example
            :flush
            C: MAIL FROM:<ann@client.example> SIZE=100
            :flush
            C: RCPT TO:<bob@sim.example>
            :flush
            C: RCPT TO:<nosuch>
            :flush
            C: DATA
            :flush
            C| Subject: dots
            C|
            C| .one
            C| 250 looks like a reply
            C| C: and this like a line
            C: .
            :flush
            C: NOOP
            :flush
            C: QUIT
            """
        ),
        (
            "a pipelined group",
            """
            C: EHLO client.example
            :flush
            C: MAIL FROM:<ann@client.example>
            C: RCPT TO:<bob@sim.example>
            C: RCPT TO:<cat@sim.example>
            C: DATA
            :flush
            C| hello
            C: .
            C: QUIT
            """
        ),
        (
            "TLS, and credentials inside it",
            """
            :user tim tanstaaftanstaaf
            C: EHLO client.example
            :flush
            C: STARTTLS
            :tls
            C: EHLO client.example
            :auth PLAIN tim tanstaaftanstaaf
            C: MAIL FROM:<>
            :flush
            C: RSET
            :flush
            C: QUIT
            """
        ),
        (
            "a challenge",
            """
            :user tim tanstaaftanstaaf
            C: EHLO client.example
            :auth CRAM-MD5 tim tanstaaftanstaaf
            C: QUIT
            """
        ),
        (
            "odd octets, and a line in pieces",
            """
            C: EHLO client.example
            :flush
            C+ "NOOP \\xff\\0\\x1b[2J\\r\\n"
            :flush
            C+ "NO"
            :flush
            C+ "OP\\r\\n"
            :flush
            C: MAIL FROM:<ann@client.example>
            :flush
            C: RCPT TO:<bob@sim.example>
            :flush
            C: DATA
            :flush
            C+ "a\\x80\\rb\\r\\n.\\r\\n"
            :flush
            C: QUIT
            """
        ),
        (
            "chunks",
            """
            :set CHUNKING on
            C: EHLO client.example
            :flush
            C: MAIL FROM:<ann@client.example>
            :flush
            C: RCPT TO:<bob@sim.example>
            :flush
            C+ "BDAT 7\\r\\nhello\\r\\nBDAT 4 LAST\\r\\n.\\r\\n\\n"
            C: QUIT
            """
        ),
    ]

    /// What happens in a conversation, as far as a format can tell.
    private enum Happening: Hashable {
        case client([UInt8]), text([UInt8]), server([String]), secured, closed(byClient: Bool)
        /// Where a write ends.
        case end
    }

    private static let formats = ExportFormat.all.filter { $0.readAs != nil }

    @Test(
        "A session is the same when it is read back, but for what the format cannot hold",
        arguments: formats.map(\.word), sessions.map(\.name))
    func roundTrip(_ word: String, _ name: String) throws {
        let format = try #require(ExportFormat.named(word))
        let session = try #require(Self.sessions.first { $0.name == name })
        let report = ScriptRunner().run(Array(session.script.utf8), name: "x.smtp")
        #expect(report.failureCount == 0, "\(report.lines)")
        let conversation = PlayedConversation(report.simulator, source: "x.smtp")
        let export = try format.write(conversation)
        // What a format says that it cannot hold is not compared: such a session is not the same.
        let lost = PlayedFeature.allCases.filter { feature in
            !format.holds.contains(feature) && conversation.has(feature)
        }
        guard !lost.contains(.octets), !lost.contains(.text), !lost.contains(.chunks) else {
            #expect(!export.warnings.isEmpty)
            return
        }
        let recording = try #require(
            TranscriptReader.read(Array(export.text.utf8), from: format.readAs), "\(export.text)")
        let read = recording.conversations.flatMap { Self.happenings($0, format) }
        let expected = Self.happenings(conversation, format)
        #expect(read == expected, "\(export.text)")
    }

    @Test("What is exported is recognised for what it is", arguments: formats.map(\.word))
    func recognised(_ word: String) throws {
        let format = try #require(ExportFormat.named(word))
        let report = ScriptRunner().run(Array(Self.sessions[0].script.utf8), name: "x.smtp")
        let export = try format.write(PlayedConversation(report.simulator))
        let recording = TranscriptReader.read(Array(export.text.utf8))
        switch word {
        // A dialogue of C: and S: is a script of ours as it stands.
        case "text": #expect(recording == nil)
        // A dialogue in a page has nothing but its marks, which other programs use too.
        case "md": #expect(recording?.conversations.count == 1)
        default: #expect(recording?.format == format.readAs)
        }
    }

    private static func happenings(
        _ conversation: PlayedConversation, _ format: ExportFormat
    ) -> [Happening] {
        var happenings: [Happening] = []
        for turn in conversation.turns {
            switch turn {
            case .connected: continue
            case .sent(let write):
                for unit in write.units(secrets: false) {
                    add(unit.octets, isText: unit.kind == .text || unit.kind == .chunk, &happenings)
                }
                if format.holds.contains(.writes) { happenings.append(.end) }
            case .reply(let reply): happenings.append(.server(reply.lines))
            case .secured: if format.holds.contains(.handshake) { happenings.append(.secured) }
            case .closed(let byClient):
                if format.holds.contains(.closing) {
                    happenings.append(.closed(byClient: byClient))
                }
            }
        }
        return happenings
    }

    private static func happenings(
        _ conversation: RecordedConversation, _ format: ExportFormat
    ) -> [Happening] {
        var happenings: [Happening] = []
        for turn in conversation.turns {
            switch turn.event {
            case .connected, .remark: continue
            case .sent(let write):
                add(write.octets, isText: write.kind == .text || write.kind == .chunk, &happenings)
                if format.holds.contains(.writes), !write.joinsNext { happenings.append(.end) }
            case .reply(let reply):
                happenings.append(.server(reply.lines.map { String(decoding: $0, as: UTF8.self) }))
            case .secured: if format.holds.contains(.handshake) { happenings.append(.secured) }
            case .closed(let side):
                if format.holds.contains(.closing), let side {
                    happenings.append(.closed(byClient: side == .client))
                }
            }
        }
        return happenings
    }

    /// Text that follows text belongs to it, and so does the rest of a line.
    private static func add(_ octets: [UInt8], isText: Bool, _ happenings: inout [Happening]) {
        switch (happenings.last, isText) {
        case (.text(let before), true): happenings[happenings.count - 1] = .text(before + octets)
        default: happenings.append(isText ? .text(octets) : .client(octets))
        }
    }
}
