/// Addresses that begin alike: `192.0.2.0/24`, `2001:db8::/32`, `::1`.
public struct AddressRange: Hashable, Sendable {
    /// The octets of an address in it: 4, or 16.
    private let octets: [UInt8]
    /// How many bits they have in common.
    private let bits: Int

    /// The addresses that begin with so many bits of these octets; nil unless there are 4 or 16 octets, and
    /// that many bits.
    init?(octets: [UInt8], bits: Int) {
        guard octets.count == 4 || octets.count == 16, (0...octets.count * 8).contains(bits) else {
            return nil
        }
        self.octets = octets
        self.bits = bits
    }

    /// Whether an address is one of them; an IPv4 address may be written as an IPv6 one.
    func contains(_ address: [UInt8]) -> Bool {
        let address = AddressRange.plain(address)
        guard address.count == octets.count else { return false }
        let whole = bits / 8
        guard address[..<whole] == octets[..<whole] else { return false }
        guard bits % 8 > 0 else { return true }
        let mask = UInt8.max << (8 - UInt8(bits % 8))
        return address[whole] & mask == octets[whole] & mask
    }

    /// `::ffff:192.0.2.1` is 192.0.2.1 as a socket for both families has it.
    private static func plain(_ address: [UInt8]) -> [UInt8] {
        let prefix = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]
        return address.starts(with: prefix) && address.count == 16
            ? Array(address.suffix(4)) : address
    }
}
