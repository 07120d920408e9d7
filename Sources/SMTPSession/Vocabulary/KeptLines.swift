/// The lines at the end of a reply that is given often, kept as they are sent: what EHLO lists.
struct KeptLines: Hashable, Sendable, Codable {
    /// The lines, a line feed before each.
    let text: [UInt8]
    /// The same, each with its code and CR LF.
    let sent: [UInt8]

    /// Lines, with a line feed before each, of a reply with this code; nil for none.
    init?(_ text: [UInt8], code: UInt16) {
        guard !text.isEmpty else { return nil }
        self.text = text
        var sent: [UInt8] = []
        let lines = OwnWording(code: code, text: Array(text.dropFirst()), isRaw: false)
        lines.write(.helloAccepted, into: &sent)
        self.sent = sent
    }
}
