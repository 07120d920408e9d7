import SMTPGrammar

/// What the reply to EHLO says but for the client's name, as it was last put together.
///
/// It follows from the rest of the session, so it is no part of what a session is: all are equal, and none
/// is stored.
struct OfferedKeywords: Sendable {
    private var kept: Kept?

    /// What is kept, out of the way, since a session is copied often.
    // A class, which is what copies can share; it never changes.
    final class Kept: Sendable {
        fileprivate let isSecured: Bool
        fileprivate let isAuthenticated: Bool
        /// The first line as it is sent, up to the client's name.
        let beginning: [UInt8]
        /// The keywords with their parameters; nil if there are none.
        let lines: KeptLines?
        /// The end of the first line and all others, as they are sent; empty without keywords.
        let end: [UInt8]

        fileprivate init(_ context: OfferContext, hostname: String) {
            isSecured = context.isSecured
            isAuthenticated = context.isAuthenticated
            beginning = Array("250-\(hostname)\(Session.greets)".utf8)
            lines = KeptLines(context.text, code: Rule.helloAccepted.code)
            end = lines.map { [ASCII.carriageReturn, ASCII.lineFeed] + $0.sent } ?? []
        }
    }

    /// Forgets it, since the configuration may have changed.
    mutating func forget() { kept = nil }

    /// What is kept for a client with or without TLS and authentication, on which it depends beside the configuration.
    @inline(__always)
    func find(isSecured: Bool, isAuthenticated: Bool) -> Kept? {
        guard let kept, kept.isSecured == isSecured, kept.isAuthenticated == isAuthenticated
        else { return nil }
        return kept
    }

    /// Keeps what a context and the server's name make of it.
    mutating func keep(_ context: OfferContext, hostname: String) -> Kept {
        let made = Kept(context, hostname: hostname)
        kept = made
        return made
    }
}

/// The settings of a session, and what follows from them, which any number of sessions share.
///
/// To take them over is less work than to set them: nothing is copied, and nothing put together again.
package struct PreparedSettings: Sendable {
    let settings: Boxed<Configuration>
    let offeredKeywords: OfferedKeywords
}

extension OfferedKeywords: Hashable {
    static func == (left: OfferedKeywords, right: OfferedKeywords) -> Bool { true }

    func hash(into hasher: inout Hasher) {}
}
