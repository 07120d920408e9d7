/// The octets of a path: stored inline if there are no more than usual, so that an envelope needs
/// no memory for each address.
struct PathOctets: Hashable, Sendable {
    private typealias Words = (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)

    private let words: Words
    /// All octets, if they do not fit inline; the words are then 0.
    private let overflow: [UInt8]?
    private let length: Int32

    private static let room = MemoryLayout<Words>.size

    /// Copies octets; there are at most `Int32.max`.
    @inline(__always)
    init(_ octets: Span<UInt8>) {
        length = Int32(octets.count)
        let isInline = octets.count <= PathOctets.room
        words = PathOctets.words(isInline ? octets : Span())
        overflow = isInline ? nil : octets.withUnsafeBufferPointer { Array($0) }
    }

    @inline(__always)
    private static func words(_ octets: Span<UInt8>) -> Words {
        var words: Words = (0, 0, 0, 0, 0, 0)
        octets.withUnsafeBytes { source in
            withUnsafeMutableBytes(of: &words) { $0.copyMemory(from: source) }
        }
        return words
    }

    var count: Int { Int(length) }

    /// All octets, in a new array.
    var array: [UInt8] {
        overflow ?? withUnsafeBytes(of: words) { Array($0.prefix(Int(length))) }
    }

    static func == (left: PathOctets, right: PathOctets) -> Bool {
        left.length == right.length && left.words.0 == right.words.0
            && left.words.1 == right.words.1 && left.words.2 == right.words.2
            && left.words.3 == right.words.3 && left.words.4 == right.words.4
            && left.words.5 == right.words.5 && left.overflow == right.overflow
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(length)
        withUnsafeBytes(of: words) { hasher.combine(bytes: $0) }
        hasher.combine(overflow)
    }
}
