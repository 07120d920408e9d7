/// Addresses that begin alike: `192.0.2.0/24`, `::1`.
public struct AddressRange: Hashable, Sendable {
    /// The octets of the first: 4 or 16.
    let octets: [UInt8]
    /// How many bits they have in common.
    let bits: Int
}
