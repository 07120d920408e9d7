#if Live
    import SASL
    import SASLCryptography
    import SMTPDriver
    import SMTPGrammar
    import SMTPImport
    import SMTPListener
    import SMTPSession

    /// A session of a proxy, whose script has what the server said to be adopted.
    struct ProxiedSession: RecordedSession {
        private var conversation = RecordedConversation()
        private let showsSecrets: Bool
        /// The kind of the last write, if more of it may follow.
        private var open: RecordedWrite.Kind?
        private var octets = 0

        /// More text than this is left out, and a text of the same size stands in its place.
        private static let longestText = 1 << 20

        init(address: String, secrets: Bool) {
            showsSecrets = secrets
            add(.connected(address: address))
        }

        mutating func take(_ moment: SessionMoment) -> String {
            for event in moment.events { add(event) }
            return ""
        }

        func end() -> String {
            var options = ImportOptions(
                source: "smtpsim proxy", mechanisms: .standard + .cryptographic)
            options.showsSecrets = showsSecrets
            return conversation.script(options).text
        }

        private mutating func add(_ event: Event) {
            switch event {
            case .read(let reading): add(reading)
            case .reply(let reply): add(reply)
            case .substituted(let octets): replaceReply(octets)
            case .secured(let info): add(.secured(version: info.version))
            case .closedByServer: add(.closed(.server))
            case .closedByClient: add(.closed(.client))
            case .connected, .sent, .fault, .decided, .asking, .note, .transition, .message,
                .startTLS, .shutdown, .waited:
                break
            }
        }

        private mutating func add(_ event: RecordedEvent) {
            open = nil
            conversation.turns.append(RecordedTurn(event, line: conversation.turns.count + 1))
        }

        private mutating func add(_ reply: Reply) {
            var wire: [UInt8] = []
            reply.write(into: &wire)
            add(reply: wire)
        }

        /// The client was sent these octets, not the reply before.
        private mutating func replaceReply(_ octets: [UInt8]) {
            if case .reply? = conversation.turns.last?.event { conversation.turns.removeLast() }
            add(reply: octets)
        }

        private mutating func add(reply wire: [UInt8]) {
            let lines = wire.split(separator: ASCII.lineFeed).map { line in
                Array(line.last == ASCII.carriageReturn ? line.dropLast() : line)
            }
            guard !lines.isEmpty else { return }
            add(.reply(RecordedReply(lines)))
        }

        private mutating func add(_ reading: Reading) {
            switch reading.kind {
            case .command: append(.line, reading)
            case .response: append(.response, reading)
            case .text: append(.text, reading)
            case .chunk: append(.chunk, reading)
            case .dropped: break
            }
        }

        /// Adds octets, to the last write if they go on with it.
        private mutating func append(_ kind: RecordedWrite.Kind, _ reading: Reading) {
            let last = conversation.turns.count - 1
            if open == kind, case .sent(var write) = conversation.turns[last].event {
                octets += reading.octets.count
                if octets <= ProxiedSession.longestText { write.octets += reading.octets }
                conversation.turns[last].event = .sent(write)
            } else {
                octets = reading.octets.count
                add(.sent(RecordedWrite(kind, reading.octets, isExact: true)))
            }
            open = reading.isPartial || kind == .text || kind == .chunk ? kind : nil
            if octets > ProxiedSession.longestText { leaveOut(kind) }
        }

        /// Keeps only the size of what is too long to keep.
        private mutating func leaveOut(_ kind: RecordedWrite.Kind) {
            let left: RecordedWrite.Kind
            switch kind {
            case .text: left = .leftOutText(lines: nil, octets: octets)
            case .chunk: left = .leftOutChunk(octets: octets)
            case .line, .response, .unstuffedText, .leftOutText, .leftOutChunk: return
            }
            conversation.turns[conversation.turns.count - 1].event = .sent(RecordedWrite(left, []))
        }
    }
#endif
