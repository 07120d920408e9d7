/// What EHLO lists, as it was last put together.
///
/// It follows from the rest of the session, so it is no part of what a session is: all are equal, and none
/// is stored.
struct OfferedKeywords: Sendable {
    private var context: OfferContext?
    private var text: [UInt8] = []

    /// The keywords with their parameters, a line feed before each.
    mutating func text(for present: OfferContext) -> [UInt8] {
        if context?.isSame(as: present) != true {
            text = present.text
            context = present
        }
        return text
    }
}

extension OfferedKeywords: Hashable {
    static func == (left: OfferedKeywords, right: OfferedKeywords) -> Bool { true }

    func hash(into hasher: inout Hasher) {}
}
