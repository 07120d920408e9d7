// Tells apart what a client sent: commands, responses to challenges, message text and chunks. It goes by
// the client's own commands and by the replies to them, as the server did.

import SMTPGrammar

/// The client's side of a stream.
struct ClientStream {
    /// What the next octets are.
    private(set) var mode = Mode.commands
    /// The last command's verb.
    private(set) var lastVerb: Verb?
    /// Whether something was left out, because the conversation is too long.
    private(set) var isFull = false
    /// How many octets were kept.
    private(set) var kept = 0

    private var outstanding = 0
    private var expectsResponse = false
    /// Whether a text ended before its 354 came.
    private var hasSentTextEarly = false
    private var partial = Partial()
    /// The pieces of a write that is not handed on yet: lines, text, chunks.
    private var pieces: [Piece] = []
    private var textEnd = TextEnd()
    /// Whether the octets that come belong to a line whose beginning is missing.
    private var isInsideLostLine = false

    /// What octets of a client can be.
    enum Mode: Hashable {
        /// Commands and responses, line by line.
        case commands
        /// Whatever follows DATA as long as there is no reply to it.
        case afterData
        /// Message text, and whether the server asked for it with a 354.
        case text(isWanted: Bool)
        /// So many octets of a chunk.
        case chunk(Int)
        /// Records of TLS.
        case encrypted
    }

    /// The most octets of a conversation that are kept, 16 MiB.
    static let mostOctets = 16 << 20
    /// What a piece counts beside its octets.
    private static let pieceSize = 96
    private static let longestLine = 65_536

    /// A line, or octets of a text or a chunk.
    private struct Piece {
        var write: RecordedWrite
        var line: Int
        var leftOut = 0
    }

    /// The beginning of a line.
    private struct Partial {
        var octets: [UInt8] = []
        var line = 0
        var isExact = true
    }

    // MARK: - Octets

    /// Takes the next octets of the client, and hands on what is whole.
    mutating func take(_ portion: StreamPortion, into turns: inout [RecordedTurn]) {
        var rest = portion.octets
        while !rest.isEmpty {
            switch mode {
            case .commands: takeLine(&rest, portion)
            case .afterData: mode = startsText(rest) ? .text(isWanted: false) : .commands
            case .text: takeText(&rest, portion)
            case .chunk(let count): takeChunk(&rest, count, portion)
            case .encrypted: rest = []
            }
        }
        if portion.isPushed {
            flush(into: &turns)
            partial.isExact = false
        }
    }

    /// Hands on what waits for the rest of its write.
    mutating func flush(into turns: inout [RecordedTurn]) {
        for (index, piece) in pieces.enumerated() {
            var write = piece.write
            write.joinsNext = index < pieces.count - 1
            if !write.octets.isEmpty { turns.append(RecordedTurn(.sent(write), line: piece.line)) }
            if piece.leftOut > 0 { turns += leftOut(piece) }
        }
        pieces.removeAll(keepingCapacity: true)
    }

    /// What was left out of a text or a chunk.
    private mutating func leftOut(_ piece: Piece) -> [RecordedTurn] {
        isFull = true
        let kind: RecordedWrite.Kind
        switch piece.write.kind {
        case .text, .unstuffedText, .leftOutText:
            kind = .leftOutText(lines: nil, octets: piece.leftOut)
        case .chunk, .leftOutChunk: kind = .leftOutChunk(octets: piece.leftOut)
        case .line, .response: return []
        }
        return [RecordedTurn(.sent(RecordedWrite(kind, [])), line: piece.line)]
    }

    /// Hands on everything: nothing more comes.
    mutating func finish(into turns: inout [RecordedTurn]) {
        if !partial.octets.isEmpty {
            append(.line, partial.octets[...], partial.line, isExact: partial.isExact)
            partial = Partial()
        }
        flush(into: &turns)
    }

    private mutating func append(
        _ kind: RecordedWrite.Kind, _ octets: ArraySlice<UInt8>, _ line: Int, isExact: Bool
    ) {
        if pieces.last?.write.kind != kind || kind == .line || kind == .response {
            pieces.append(Piece(write: RecordedWrite(kind, [], isExact: true), line: line))
            kept += ClientStream.pieceSize
        }
        let last = pieces.count - 1
        guard kept + octets.count <= ClientStream.mostOctets else {
            pieces[last].leftOut += octets.count
            pieces[last].write.isExact = false
            return
        }
        kept += octets.count
        pieces[last].write.octets += octets
        pieces[last].write.isExact = pieces[last].write.isExact && isExact
    }

    // MARK: - Lines

    private mutating func takeLine(_ rest: inout ArraySlice<UInt8>, _ portion: StreamPortion) {
        if partial.octets.isEmpty {
            if rest.starts(with: TLSRecord.handshakeStart) {
                mode = .encrypted
                return
            }
            partial = Partial(octets: [], line: portion.line, isExact: portion.isExact)
        }
        let end = rest.firstIndex(of: ASCII.lineFeed).map { $0 + 1 }
        partial.octets += rest[..<(end ?? rest.endIndex)]
        rest = rest[(end ?? rest.endIndex)...]
        guard end != nil || partial.octets.count > ClientStream.longestLine else { return }
        let line = partial
        partial = Partial()
        endLine(line, isExact: line.isExact && portion.isExact)
    }

    private mutating func endLine(_ line: Partial, isExact: Bool) {
        let command = CommandLine(line.octets)
        let isLost = isInsideLostLine && command.verb == nil
        isInsideLostLine = false
        guard !isLost else { return }
        outstanding += 1
        if expectsResponse {
            expectsResponse = false
            append(.response, line.octets[...], line.line, isExact: isExact)
            return
        }
        append(.line, line.octets[...], line.line, isExact: isExact)
        lastVerb = command.verb
        if command.verb == .data { mode = .afterData }
        if command.chunkSize > 0 { mode = .chunk(command.chunkSize) }
    }

    // MARK: - Text and chunks

    /// Whether octets after DATA are text that did not wait for the reply, and not the next command.
    private func startsText(_ octets: ArraySlice<UInt8>) -> Bool {
        CommandLine(octets.prefix { $0 != ASCII.lineFeed }).verb == nil
    }

    /// Goes on with the text of a message, as a capture does that begins inside of one.
    mutating func beginText() { mode = .text(isWanted: true) }

    private mutating func takeText(_ rest: inout ArraySlice<UInt8>, _ portion: StreamPortion) {
        let (count, hasEnded) = textEnd.take(rest)
        append(.text, rest.prefix(count), portion.line, isExact: portion.isExact)
        rest = rest.dropFirst(count)
        guard hasEnded else { return }
        if mode == .text(isWanted: false) { hasSentTextEarly = true }
        outstanding += 1
        mode = .commands
    }

    private mutating func takeChunk(
        _ rest: inout ArraySlice<UInt8>, _ count: Int, _ portion: StreamPortion
    ) {
        let chunk = rest.prefix(count)
        append(.chunk, chunk, portion.line, isExact: portion.isExact)
        rest = rest.dropFirst(chunk.count)
        mode = count > chunk.count ? .chunk(count - chunk.count) : .commands
    }

    // MARK: - Replies and gaps

    /// Learns of a reply, which says what the client sends next.
    mutating func hear(_ code: Int?) {
        outstanding = max(0, outstanding - 1)
        expectsResponse = code == 334
        switch mode {
        case .commands:
            if code == 354, !hasSentTextEarly { mode = .text(isWanted: true) }
            if code == 354 || outstanding == 0 { hasSentTextEarly = false }
        case .afterData:
            if code == 354 {
                mode = .text(isWanted: true)
            } else if outstanding == 0 {
                mode = .commands
            }
        case .text(let isWanted):
            if code == 354 {
                mode = .text(isWanted: true)
            } else if isWanted || outstanding == 0 {
                // The server takes the text for ended, or broke it off.
                mode = .commands
            }
        case .chunk, .encrypted: break
        }
        if mode == .commands { textEnd = TextEnd() }
    }

    /// Fills a gap: in text and chunks by as many octets, elsewhere it is left open.
    mutating func gap(_ missing: Int, line: Int, into turns: inout [RecordedTurn]) {
        switch mode {
        case .commands, .afterData:
            finish(into: &turns)
            isInsideLostLine = true
        case .text:
            fill(.text, missing, line)
            textEnd = TextEnd()
        case .chunk(let count):
            fill(.chunk, min(missing, count), line)
            mode = count > missing ? .chunk(count - missing) : .commands
            isInsideLostLine = missing > count
        case .encrypted: break
        }
    }

    private mutating func fill(_ kind: RecordedWrite.Kind, _ count: Int, _ line: Int) {
        let filler = FillerText.octets(min(count, FillerText.most))
        append(kind, filler[...], line, isExact: false)
        pieces[pieces.count - 1].leftOut += count - filler.count
    }
}
