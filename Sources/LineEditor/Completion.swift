/// What the Tab key may put in the place of the word before the cursor.
public struct Completion: Hashable, Sendable {
    /// One possible continuation.
    public struct Candidate: Hashable, Sendable {
        /// What replaces the bytes from `replaceFrom` to the cursor.
        public var text: [UInt8]

        /// A few words that explain it in a list.
        public var description: String?

        /// What follows once this candidate is the only one; usually a space.
        public var suffix: [UInt8]

        /// Makes a candidate.
        ///
        /// - Parameters:
        ///   - text: the whole word, not only what is missing.
        ///   - description: shown beside it in a list.
        ///   - suffix: inserted after it once it is the only one.
        public init(_ text: [UInt8], description: String? = nil, suffix: [UInt8] = [0x20]) {
            self.text = text
            self.description = description
            self.suffix = suffix
        }
    }

    /// Where the word begins that the candidates replace: a byte offset into the line, at most the cursor.
    public var replaceFrom: Int

    /// The possible continuations, in the order to show them in.
    public var candidates: [Candidate]

    /// Makes a completion.
    ///
    /// - Parameters:
    ///   - replaceFrom: a byte offset into the line, at most the cursor.
    ///   - candidates: the possible continuations; none makes the terminal beep.
    public init(replaceFrom: Int, candidates: [Candidate]) {
        self.replaceFrom = replaceFrom
        self.candidates = candidates
    }

    /// No continuation.
    public static let none = Completion(replaceFrom: 0, candidates: [])
}

/// Finds what the word before the cursor may become.
///
/// It is called while a line is edited, with the line as UTF-8 and the cursor as a byte offset into it.
public typealias Completer = (_ line: [UInt8], _ cursor: Int) -> Completion
