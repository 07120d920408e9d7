/// What EHLO lists, as it was last put together.
///
/// It follows from the rest of the session, so it is no part of what a session is: all are equal, and none
/// is stored.
struct OfferedKeywords: Sendable {
    /// At most one, out of the way, since a session is copied often.
    private var kept: [Kept] = []

    private struct Kept {
        let isSecured: Bool
        let isAuthenticated: Bool
        let lines: KeptLines?
    }

    /// Forgets the list, since the configuration may have changed.
    mutating func forget() { if !kept.isEmpty { kept = [] } }

    /// The keywords with their parameters; nil if there are none.
    ///
    /// Beside the configuration they depend on whether there is TLS, and whether the client has authenticated.
    @inline(__always)
    mutating func lines(
        isSecured: Bool, isAuthenticated: Bool, _ context: () -> OfferContext
    ) -> KeptLines? {
        if kept.isEmpty || kept[0].isSecured != isSecured
            || kept[0].isAuthenticated != isAuthenticated
        {
            let lines = KeptLines(context().text, code: Rule.helloAccepted.code)
            kept = [Kept(isSecured: isSecured, isAuthenticated: isAuthenticated, lines: lines)]
        }
        return kept[0].lines
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
