import NIOCore
import SMTPDriver

/// The text of the message under way, and where it goes.
struct IncomingText {
    /// The text for the memory; nil if it is not kept, or there is no room.
    private(set) var content: MessageContent?
    /// The text for the store.
    let deposit: Deposit?
    /// The message's name, once it is about to be accepted.
    var name: String?
    /// Its name in the store, once it is there.
    var storedName: String?

    /// Text of which nothing has come yet.
    init(_ kept: KeptMessages, _ deposit: Deposit?) {
        content = kept.isWanted ? MessageContent() : nil
        self.deposit = deposit
    }

    /// Adds octets; returns when the client may send more, if not now.
    mutating func append(
        _ piece: ArraySlice<UInt8>, _ kept: KeptMessages
    ) -> EventLoopFuture<Void>? {
        if content != nil {
            if kept.reserve(piece.count) {
                content?.append(piece)
            } else {
                forget(kept)
            }
        }
        return deposit?.append(piece)
    }

    /// Keeps the text no longer in memory.
    mutating func forget(_ kept: KeptMessages) {
        if let content { kept.release(content.count) }
        content = nil
    }

    /// The message will not be completed, or was not accepted.
    mutating func abandon(_ kept: KeptMessages) {
        forget(kept)
        if storedName == nil { deposit?.abandon() }
    }
}
