// From a captured packet to the TCP segment in it: the header of the link, that of IP, then TCP's.

/// What a packet is, as far as a reader of SMTP cares.
enum DecodedPacket {
    /// It carries a TCP segment.
    case segment(TCPSegment)
    /// It carries a part of an IP packet that was taken apart on its way.
    case fragment
    /// Its link type is none of those that are read.
    case unknownLink(Int)
    /// It carries something else, or is damaged.
    case other
}

/// Finds the TCP segment in a packet.
enum PacketDecoder {
    /// What a packet is.
    static func decode(_ packet: CapturedPacket) -> DecodedPacket {
        let octets = PacketOctets(octets: packet.octets)
        guard let link = LinkHeader(octets, type: packet.link) else {
            return LinkHeader.known.contains(packet.link) ? .other : .unknownLink(packet.link)
        }
        guard let body = octets.dropping(link.length) else { return .other }
        guard case .segment(var segment) = internetPacket(body, depth: 0) else {
            return internetPacket(body, depth: 0)
        }
        segment.packet = packet.number
        return .segment(segment)
    }

    /// An IP packet, which may be in another one: IP in IP, as in tunnels.
    private static func internetPacket(_ octets: PacketOctets, depth: Int) -> DecodedPacket {
        guard depth < 4 else { return .other }
        return switch octets[0].map({ $0 >> 4 }) {
        case 4: version4(octets, depth)
        case 6: version6(octets, depth)
        default: .other
        }
    }

    private static func version4(_ octets: PacketOctets, _ depth: Int) -> DecodedPacket {
        guard let header = octets[0].map({ ($0 & 0xF) * 4 }), header >= 20,
            let total = octets.integer16(at: 2), let fragment = octets.integer16(at: 6),
            let next = octets[9], let source = octets.integer32(at: 12),
            let destination = octets.integer32(at: 16), let body = octets.dropping(header)
        else { return .other }
        // 0x2000 is "more fragments", the 13 bits below are the offset of this one.
        if fragment & 0x3FFF != 0 { return next == 6 ? .fragment : .other }
        // A total of 0 is a packet that the network card was to take apart.
        let length = total == 0 ? nil : total - header
        return payload(
            body, next, length: length, depth,
            (IPAddress(version4: source), IPAddress(version4: destination)))
    }

    private static func version6(_ octets: PacketOctets, _ depth: Int) -> DecodedPacket {
        guard let length = octets.integer16(at: 4), let next = octets[6],
            let source = IPAddress(version6: octets, at: 8),
            let destination = IPAddress(version6: octets, at: 24),
            let body = octets.dropping(40)
        else { return .other }
        switch ExtensionHeaders(body, next: next) {
        case .end(let header, let offset):
            guard let inner = body.dropping(offset) else { return .other }
            return payload(
                inner, header, length: length == 0 ? nil : length - offset, depth,
                (source, destination))
        case .fragment: return .fragment
        case .damaged: return .other
        }
    }

    private static func payload(
        _ body: PacketOctets, _ protocolNumber: Int, length: Int?, _ depth: Int,
        _ addresses: (source: IPAddress, destination: IPAddress)
    ) -> DecodedPacket {
        switch protocolNumber {
        case 4, 41: return internetPacket(body, depth: depth + 1)
        case 6:
            if let length, length < 0 { return .other }
            return TCPSegment(
                body, length: length, from: addresses.source, to: addresses.destination
            ).map(DecodedPacket.segment) ?? .other
        default: return .other
        }
    }
}

/// The extension headers of IPv6: where they end, and what follows.
enum ExtensionHeaders {
    /// A header of this number follows, so many octets after the header of IPv6.
    case end(next: Int, offset: Int)
    /// It is a fragment of a TCP segment.
    case fragment
    /// They do not end within the packet.
    case damaged

    /// Reads them: each begins with the number of the next and its own length.
    init(_ body: PacketOctets, next: Int) {
        var next = next
        var offset = 0
        for _ in 0..<16 {
            switch next {
            // Hop by hop, routing, destination, mobility: the length counts 8 octets, without the first 8.
            case 0, 43, 60, 135:
                guard let length = body[offset + 1], let following = body[offset] else {
                    self = .damaged
                    return
                }
                offset += 8 * (length + 1)
                next = following
            // Authentication: the length counts 4 octets, without the first 8.
            case 51:
                guard let length = body[offset + 1], let following = body[offset] else {
                    self = .damaged
                    return
                }
                offset += 4 * (length + 2)
                next = following
            case 44:
                guard let place = body.integer16(at: offset + 2), let following = body[offset] else {
                    self = .damaged
                    return
                }
                // The first 13 bits are the offset, the last is "more fragments".
                if place & 0xFFF9 != 0 {
                    self = .fragment
                    return
                }
                offset += 8
                next = following
            default:
                self = .end(next: next, offset: offset)
                return
            }
        }
        self = .damaged
    }
}
