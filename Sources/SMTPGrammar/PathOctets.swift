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
        octets.withUnsafeBytes {
            (word($0, 0), word($0, 8), word($0, 16), word($0, 24), word($0, 32), word($0, 40))
        }
    }

    /// Eight octets from an offset on, as they lie in memory; those after the end are 0.
    @inline(__always)
    private static func word(_ octets: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
        guard offset < octets.count else { return 0 }
        guard offset &+ 8 > octets.count else {
            return octets.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        }
        var word: UInt64 = 0
        if octets.count >= 8 {
            let last = octets.loadUnaligned(fromByteOffset: octets.count &- 8, as: UInt64.self)
            word = UInt64(littleEndian: last) &>> UInt64(8 &* (offset &+ 8 &- octets.count))
        } else {
            for octet in octets.reversed() { word = word &<< 8 | UInt64(octet) }
        }
        return word.littleEndian
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
