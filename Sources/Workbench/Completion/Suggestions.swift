/// What the word before the cursor may become.
public struct Suggestions: Hashable, Sendable {
    /// One continuation.
    public struct Candidate: Hashable, Sendable {
        /// What replaces the octets from `replaceFrom` to the cursor.
        public var text: String
        /// A few words that explain it in a list; empty for none.
        public var meaning: String
        /// Whether a space follows once it is the only one.
        public var isWhole: Bool

        /// A continuation.
        ///
        /// - Parameters:
        ///   - text: the whole word
        ///   - meaning: a few words that explain it
        ///   - isWhole: whether a space follows
        public init(_ text: String, _ meaning: String = "", isWhole: Bool = true) {
            self.text = text
            self.meaning = meaning
            self.isWhole = isWhole
        }
    }

    /// Where the word begins: an offset into the line in octets.
    public var replaceFrom: Int
    /// The continuations, in the order to show them in.
    public var candidates: [Candidate]

    /// Nothing to say.
    public static let none = Suggestions(replaceFrom: 0, candidates: [])
}
