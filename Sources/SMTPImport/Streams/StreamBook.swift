/// The streams of a source that shows who sent which octets, but not who is the server: `tshark`, `tcpflow`.
struct StreamBook {
    private var streams: [[UInt8]: Stream] = [:]
    private var skipped = 0

    private struct Stream {
        var pair: StreamPair
        var ends: [StreamPair.End]
        var lastLine: Int

        init(_ ends: [StreamPair.End], line: Int) {
            pair = StreamPair(ends, line: line)
            self.ends = ends
            lastLine = line
        }
    }

    /// As many streams are kept; more than that, and the one that was silent longest is handed on.
    private static let most = 1_024
    /// They keep as many octets, 256 MiB.
    private static let mostOctets = 256 << 20
    private var size = 0

    /// Takes octets that an end of a stream sent in one go; the key identifies the stream.
    mutating func take(
        _ portion: StreamPortion, from side: Int, of key: [UInt8] = [],
        _ ends: @autoclosure () -> [StreamPair.End], into sink: inout ConversationSink
    ) {
        var stream = streams.removeValue(forKey: key) ?? Stream(ends(), line: portion.line)
        size -= stream.pair.size
        if stream.pair.isOver {
            handOn(stream, into: &sink)
            stream = Stream(stream.ends, line: portion.line)
        }
        stream.pair.take(.octets(portion), from: side)
        stream.lastLine = portion.line
        size += stream.pair.size
        streams[key] = stream
        if streams.count > StreamBook.most || size > StreamBook.mostOctets { makeRoom(into: &sink) }
    }

    /// Hands on all that is left.
    mutating func finish(into sink: inout ConversationSink) {
        for stream in streams.values.sorted(by: { $0.pair.line < $1.pair.line }) {
            handOn(stream, into: &sink)
        }
        streams = [:]
        guard skipped > 0 else { return }
        sink.warnOfSource(
            skipped == 1
                ? "1 stream is no SMTP, and not read"
                : "\(skipped) streams are no SMTP, and not read")
    }

    private mutating func makeRoom(into sink: inout ConversationSink) {
        guard let oldest = streams.min(by: { $0.value.lastLine < $1.value.lastLine }) else {
            return
        }
        streams[oldest.key] = nil
        size -= oldest.value.pair.size
        handOn(oldest.value, into: &sink)
    }

    private mutating func handOn(_ stream: Stream, into sink: inout ConversationSink) {
        var pair = stream.pair
        guard let conversation = pair.finish() else {
            skipped += 1
            return
        }
        sink.add(conversation)
    }
}
