/// The header of the link, in front of a packet of IP.
struct LinkHeader {
    /// How many octets it has.
    let length: Int

    /// The link types that are read.
    static let known: Set<Int> = [
        null, ethernet, ppp, raw, rawBSD, rawOpenBSD, loop, cooked, cooked2, version4, version6,
    ]

    private static let null = 0
    private static let ethernet = 1
    private static let ppp = 9
    private static let rawBSD = 12
    private static let rawOpenBSD = 14
    private static let raw = 101
    private static let loop = 108
    private static let cooked = 113
    private static let version4 = 228
    private static let version6 = 229
    private static let cooked2 = 276

    /// The header of a packet that carries IP; nil if it carries something else, or if nothing is known
    /// of the link type.
    init?(_ octets: PacketOctets, type: Int) {
        let length: Int? =
            switch type {
            // The address family, in the byte order of the host; IP's own header says which it is.
            case LinkHeader.null, LinkHeader.loop: 4
            case LinkHeader.ethernet: LinkHeader.tagged(octets, typeAt: 12)
            case LinkHeader.ppp: LinkHeader.pointToPoint(octets)
            case LinkHeader.raw, LinkHeader.rawBSD, LinkHeader.rawOpenBSD, LinkHeader.version4,
                LinkHeader.version6:
                0
            case LinkHeader.cooked: LinkHeader.tagged(octets, typeAt: 14)
            case LinkHeader.cooked2: octets.integer16(at: 0).flatMap { LinkHeader.isIP($0) ? 20 : nil }
            default: nil
            }
        guard let length else { return nil }
        self.length = length
    }

    /// Ethernet's header, whose type can be preceded by the tags of VLANs.
    private static func tagged(_ octets: PacketOctets, typeAt offset: Int) -> Int? {
        var offset = offset
        for _ in 0..<5 {
            guard let type = octets.integer16(at: offset) else { return nil }
            switch type {
            case 0x8100, 0x88A8, 0x9100: offset += 4
            // PPP over Ethernet: six octets, then the protocol.
            case 0x8864: return octets.integer16(at: offset + 8).flatMap { isPPP($0) ? offset + 10 : nil }
            default: return isIP(type) ? offset + 2 : nil
            }
        }
        return nil
    }

    /// PPP's header, with or without the address and control octets of HDLC.
    private static func pointToPoint(_ octets: PacketOctets) -> Int? {
        let start = octets.integer16(at: 0) == 0xFF03 ? 2 : 0
        return octets.integer16(at: start).flatMap { isPPP($0) ? start + 2 : nil }
    }

    private static func isIP(_ type: Int) -> Bool { type == 0x0800 || type == 0x86DD }

    private static func isPPP(_ type: Int) -> Bool { type == 0x0021 || type == 0x0057 }
}
