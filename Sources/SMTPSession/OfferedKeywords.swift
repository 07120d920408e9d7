/// What EHLO lists, as it was last put together.
///
/// It follows from the rest of the session, so it is no part of what a session is: all are equal, and none
/// is stored.
struct OfferedKeywords: Sendable {
    /// At most one, out of the way, since a session is copied often.
    private var kept: [Kept] = []

    private struct Kept {
        let context: OfferContext
        let lines: KeptLines?
    }

    /// The keywords with their parameters; nil if there are none.
    mutating func lines(for present: OfferContext) -> KeptLines? {
        if kept.isEmpty || !kept[0].context.isSame(as: present) {
            let lines = KeptLines(present.text, code: Rule.helloAccepted.code)
            kept = [Kept(context: present, lines: lines)]
        }
        return kept[0].lines
    }
}

extension OfferedKeywords: Hashable {
    static func == (left: OfferedKeywords, right: OfferedKeywords) -> Bool { true }

    func hash(into hasher: inout Hasher) {}
}
