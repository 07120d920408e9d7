import SMTPSession

/// Where the machine's outputs go.
///
/// A driver that sends replies as they are lends a buffer for them, and hears nothing after the close.
struct Outlet {
    /// Where replies are sent from; nil if they are outputs like all others.
    var replies: ReplyBuffer?
    /// All other outputs.
    var outputs: [Output] = []
    /// Whether the driver was told to close.
    private(set) var hasClosed = false

    /// Whether nobody hears what comes now.
    private var isDeaf: Bool { replies != nil && hasClosed }

    mutating func append(_ output: Output) {
        guard !isDeaf else { return }
        outputs.append(output)
        if case .close = output { hasClosed = true }
    }

    mutating func append(_ reply: MailHogReply) {
        guard case .some = replies else { return outputs.append(.reply(reply.shared)) }
        guard !hasClosed else { return }
        replies?.append(reply)
    }

    /// Appends a close, unless it is there.
    mutating func close() {
        if case .close = outputs.last { return }
        append(.close)
    }
}
