/// The octets of a packet or of a part of one, read by position; nil beyond its end.
///
/// A capture is what anybody sent to anybody, so that no length in it is believed.
struct PacketOctets {
    /// The octets.
    let octets: ArraySlice<UInt8>

    /// How many there are.
    var count: Int { octets.count }

    /// One octet.
    subscript(offset: Int) -> Int? {
        guard offset >= 0, offset < octets.count else { return nil }
        return Int(octets[octets.startIndex + offset])
    }

    /// Two octets, the higher first.
    func integer16(at offset: Int) -> Int? {
        guard let high = self[offset], let low = self[offset + 1] else { return nil }
        return high << 8 | low
    }

    /// Four octets, the highest first.
    func integer32(at offset: Int) -> UInt32? {
        guard let high = integer16(at: offset), let low = integer16(at: offset + 2) else {
            return nil
        }
        return UInt32(high) << 16 | UInt32(low)
    }

    /// Two octets in the byte order of a file.
    func integer16(at offset: Int, _ order: ByteOrder) -> Int? {
        guard let value = integer16(at: offset) else { return nil }
        return order == .big ? value : Int(UInt16(value).byteSwapped)
    }

    /// Four octets in the byte order of a file.
    func integer32(at offset: Int, _ order: ByteOrder) -> UInt32? {
        guard let value = integer32(at: offset) else { return nil }
        return order == .big ? value : value.byteSwapped
    }

    /// What comes after so many octets; nil if there are fewer.
    func dropping(_ count: Int) -> PacketOctets? {
        guard count >= 0, count <= octets.count else { return nil }
        return PacketOctets(octets: octets.dropFirst(count))
    }
}

/// The order of the octets of a number in a file.
enum ByteOrder {
    /// The highest first.
    case big
    /// The lowest first.
    case little
}
