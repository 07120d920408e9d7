/// A source that is kept as a whole if it is short, and read bit by bit if it is long.
struct TranscriptPortions: ~Copyable {
    let name: String
    /// What was read of it: all, unless it is long.
    private(set) var begun: [UInt8]
    /// Whether more may follow.
    let isLong: Bool
    private let source: PortionSource

    /// A source is short up to so many octets.
    private static let longest = 16 << 20
    /// Octets of one read.
    private static let portion = 1 << 16

    /// Begins to read a file, or standard input for `-`.
    init(_ path: String) throws(Failure) {
        let source = try PortionSource(path)
        var begun: [UInt8] = []
        while begun.count < TranscriptPortions.longest,
            let octets = try source.next(TranscriptPortions.portion)
        {
            begun += octets
        }
        name = path == SourceSearch.standardInput ? "standard input" : path
        isLong = begun.count >= TranscriptPortions.longest
        self.begun = begun
        self.source = source
    }

    /// The octets after those that were read; nil at the end.
    func next() throws(Failure) -> [UInt8]? { try source.next(TranscriptPortions.portion) }

    /// What was read, which is not kept any longer.
    mutating func takeBegun() -> [UInt8] {
        defer { begun = [] }
        return begun
    }
}
