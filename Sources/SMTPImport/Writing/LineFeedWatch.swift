import SMTPGrammar

/// Finds whether a server replied at once to a line that ends with a lone LF, and to nothing else.
struct LineFeedWatch {
    private(set) var isAnswered = false
    /// Whether the client said nothing since the last reply.
    private var isFirst = true
    /// Whether all that it said since then is such a line.
    private var endsInLineFeed = false

    mutating func note(_ event: RecordedEvent) {
        switch event {
        case .remark: return
        case .sent(let write):
            let isLine = write.kind == .line || write.kind == .response
            endsInLineFeed = isFirst && isLine && write.octets.endsInLoneLineFeed
            isFirst = false
        case .reply:
            if endsInLineFeed { isAnswered = true }
            (isFirst, endsInLineFeed) = (true, false)
        case .connected, .secured, .closed: (isFirst, endsInLineFeed) = (true, false)
        }
    }
}

extension [UInt8] {
    fileprivate var endsInLoneLineFeed: Bool {
        last == ASCII.lineFeed && (count < 2 || self[count - 2] != ASCII.carriageReturn)
    }
}
