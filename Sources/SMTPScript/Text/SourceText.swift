/// Text that is kept as a place in the octets of its source, which all of its texts share.
///
/// A script can have a million lines, and a copy of each would take more memory than the file.
struct SourceText: Sendable {
    private let source: [UInt8]
    private let start: UInt32
    private let length: UInt32

    /// The text at a range of a source, which is UTF-8 there.
    init(_ source: [UInt8], _ range: Range<Int>) {
        // A place beyond 32 bits would make every line larger, for sources that hardly anybody has.
        let isNear = range.upperBound <= UInt32.max
        self.source = isNear ? source : Array(source[range])
        start = isNear ? UInt32(range.lowerBound) : 0
        length = UInt32(range.count)
    }

    /// A source of its own, which is UTF-8.
    init(_ octets: [UInt8]) {
        source = octets
        start = 0
        length = UInt32(octets.count)
    }

    /// A source of its own.
    init(_ text: String) { self.init(Array(text.utf8)) }

    /// The octets.
    var octets: ArraySlice<UInt8> { source[Int(start)..<Int(start + length)] }

    /// The text in a string of its own.
    var string: String { String(decoding: octets, as: UTF8.self) }

    /// The text from an offset on, in octets.
    func dropFirst(_ count: Int) -> SourceText {
        SourceText(source, Int(start) + count..<Int(start + length))
    }
}

extension SourceText: Hashable {
    static func == (left: SourceText, right: SourceText) -> Bool { left.octets == right.octets }

    func hash(into hasher: inout Hasher) { hasher.combine(octets) }
}
