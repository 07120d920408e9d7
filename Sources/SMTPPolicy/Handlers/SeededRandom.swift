/// Repeatable chance: SplitMix64, from a seed.
///
/// For simulated chance, and for challenges that a replay must reproduce; not for secrets.
/// - SeeAlso: [Steele, Lea and Flood, Fast splittable pseudorandom number
///   generators](https://doi.org/10.1145/2660193.2660195)
public struct SeededRandom: RandomNumberGenerator, Hashable, Sendable, Codable {
    private var state: UInt64

    /// A source of chance; the same seed gives the same numbers.
    public init(seed: UInt64 = 0) { state = seed }

    /// The next number, 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed &>> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed &>> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed &>> 31)
    }

    /// The next number below a bound of 1 or more.
    mutating func draw(below bound: UInt64) -> UInt64 {
        next().multipliedFullWidth(by: bound).high
    }

    /// Octets for a nonce.
    mutating func octets(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: next() &>> 56) }
    }
}
