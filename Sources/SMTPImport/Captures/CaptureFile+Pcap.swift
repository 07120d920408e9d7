extension CaptureFile {
    /// The layout, by the first octets of a file; nil if it is no capture.
    ///
    /// - Parameter start: at least the first 12 octets, or all that there are.
    static func isCapture(_ start: some Collection<UInt8>) -> Bool {
        let octets = PacketOctets(octets: Array(start.prefix(12))[...])
        guard let magic = octets.integer32(at: 0) else { return false }
        if magic == sectionHeader {
            return octets.integer32(at: 8).flatMap(sectionOrder) != nil
        }
        return pcapKind(magic) != nil
    }

    /// Byte order and octets in front of each packet, by the first four octets of a pcap file.
    ///
    /// 0xA1B2C3D4 is the usual one, 0xA1B23C4D has nanoseconds, and 0xA1B2CD34 has eight octets more
    /// in front of each packet.
    private static func pcapKind(_ magic: UInt32) -> (ByteOrder, header: Int)? {
        switch magic {
        case 0xA1B2_C3D4, 0xA1B2_3C4D: (.big, 16)
        case 0xD4C3_B2A1, 0x4D3C_B2A1: (.little, 16)
        case 0xA1B2_CD34: (.big, 24)
        case 0x34CD_B2A1: (.little, 24)
        default: nil
        }
    }

    /// Reads the header of the file.
    mutating func fileHeader(_ rest: PacketOctets) -> Record? {
        guard let magic = rest.integer32(at: 0) else { return nil }
        if magic == CaptureFile.sectionHeader { return sectionHeader(rest) }
        guard let (order, header) = CaptureFile.pcapKind(magic) else {
            return fail("it does not begin as pcap or pcapng")
        }
        guard let link = rest.integer32(at: 20, order) else { return nil }
        layout = .pcap(order, header: header, link: Int(link & 0xFFFF))
        return Record(length: 24)
    }

    /// Reads a packet of a pcap file.
    mutating func pcapRecord(
        _ rest: PacketOctets, _ order: ByteOrder, _ header: Int, _ link: Int
    ) -> Record? {
        guard let length = rest.integer32(at: 8, order).map(Int.init) else { return nil }
        guard length <= CaptureFile.longestPacket else {
            return fail("packet \(packets + 1) is said to have \(length) octets")
        }
        guard rest.count >= header + length, let body = rest.dropping(header) else { return nil }
        return Record(
            length: header + length, packet: packet(body.octets.prefix(length), link: link))
    }
}
