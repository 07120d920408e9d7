import SMTPDriver

/// A link with faults, and what is on its way through it.
///
/// A class, so that a connection without faults has a reference only.
final class FaultyLink {
    var link = Link()
    /// What is sent bit by bit.
    var outgoing: [UInt8] = []
    /// How much of it is sent.
    var sent = 0
    /// Whether a piece is on its way, or the pause after it.
    var isSending = false
    /// Whether what was read takes its time.
    var isReading = false
    /// Whether the server's side of the connection is closed.
    var isHalfClosed = false
    /// What is done once all is sent.
    var next: [() -> Void] = []

    /// Whether octets take time, or still are on their way.
    var conditionsNeedTime: Bool { isSending || link.portion != nil }

    /// Whether nothing more is to be read now.
    var isBusy: Bool { isSending || isReading }
}
