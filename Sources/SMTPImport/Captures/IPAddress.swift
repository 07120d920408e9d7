/// An address of IPv4 or IPv6.
struct IPAddress: Hashable {
    /// Whether it is one of IPv6.
    let isVersion6: Bool
    /// The upper half of its 128 bits; 0 for IPv4.
    let high: UInt64
    /// The lower half; for IPv4 its 32 bits.
    let low: UInt64

    /// An address of IPv4.
    init(version4 address: UInt32) {
        isVersion6 = false
        high = 0
        low = UInt64(address)
    }

    /// The address of IPv6 at an offset of a packet; nil if the packet is too short.
    init?(version6 packet: PacketOctets, at offset: Int) {
        var words: [UInt64] = []
        for index in 0..<4 {
            guard let word = packet.integer32(at: offset + 4 * index) else { return nil }
            words.append(UInt64(word))
        }
        isVersion6 = true
        high = words[0] << 32 | words[1]
        low = words[2] << 32 | words[3]
    }

    /// As people write it; for IPv6 as RFC 5952 §4 says, the longest run of zeros as `::`.
    var description: String {
        guard isVersion6 else {
            return stride(from: 24, through: 0, by: -8).map { String(low >> UInt64($0) & 0xFF) }
                .joined(separator: ".")
        }
        let groups = (0..<8).map { index in
            UInt16(truncatingIfNeeded: (index < 4 ? high : low) >> UInt64(48 - 16 * (index % 4)))
        }
        guard let zeros = IPAddress.longestZeros(groups) else { return IPAddress.joined(groups[...]) }
        return IPAddress.joined(groups[..<zeros.lowerBound]) + "::"
            + IPAddress.joined(groups[zeros.upperBound...])
    }

    private static func joined(_ groups: ArraySlice<UInt16>) -> String {
        groups.map { String($0, radix: 16) }.joined(separator: ":")
    }

    /// The longest run of at least two zeros, the first of several.
    private static func longestZeros(_ groups: [UInt16]) -> Range<Int>? {
        var longest: Range<Int>?
        var start = 0
        for index in 0...groups.count where index == groups.count || groups[index] != 0 {
            if index - start > max(1, longest?.count ?? 0) { longest = start..<index }
            start = index + 1
        }
        return longest
    }
}
