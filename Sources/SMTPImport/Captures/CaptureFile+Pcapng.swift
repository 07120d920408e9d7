extension CaptureFile {
    /// The type of the block that begins a section, the same in both byte orders.
    static let sectionHeader: UInt32 = 0x0A0D_0D0A

    /// The byte order, by the number that stands in the section header for that.
    static func sectionOrder(_ magic: UInt32) -> ByteOrder? {
        switch magic {
        case 0x1A2B_3C4D: .big
        case 0x4D3C_2B1A: .little
        default: nil
        }
    }

    /// Begins a section: its byte order, and no interface yet.
    mutating func sectionHeader(_ rest: PacketOctets) -> Record? {
        guard let magic = rest.integer32(at: 8) else { return nil }
        guard let order = CaptureFile.sectionOrder(magic) else {
            return fail("a section begins with an unknown byte order")
        }
        guard let length = blockLength(rest, order) else { return nil }
        layout = .pcapng(order, interfaces: [])
        return Record(length: length)
    }

    /// Reads a block: an interface, a packet, or something that nobody needs.
    mutating func block(
        _ rest: PacketOctets, _ order: ByteOrder, _ interfaces: [Interface]
    ) -> Record? {
        guard let type = rest.integer32(at: 0, order) else { return nil }
        if type == CaptureFile.sectionHeader { return sectionHeader(rest) }
        guard let length = blockLength(rest, order) else { return nil }
        guard let kind = BlockKind(rawValue: type) else { return Record(length: length) }
        guard length <= CaptureFile.longestPacket + 1_024 else {
            return fail("the block after packet \(packets) is said to have \(length) octets")
        }
        guard rest.count >= length else { return nil }
        let body = PacketOctets(octets: rest.octets.prefix(length - 4).dropFirst(8))
        switch kind {
        case .interface:
            addInterface(body, order, interfaces)
            return Record(length: length)
        case .enhanced:
            let octets = packetData(body, order, length: 12, data: 20)
            let interface = body.integer32(at: 0, order).map(Int.init)
            return Record(length: length, packet: packet(octets, of: interface, interfaces))
        case .obsolete:
            let octets = packetData(body, order, length: 12, data: 20)
            let interface = body.integer16(at: 0, order)
            return Record(length: length, packet: packet(octets, of: interface, interfaces))
        case .simple:
            let octets = simplePacket(body, order, interfaces.first)
            return Record(length: length, packet: packet(octets, of: 0, interfaces))
        }
    }

    /// The blocks that are read; all others are skipped.
    private enum BlockKind: UInt32 {
        case interface = 1
        case obsolete = 2
        case simple = 3
        case enhanced = 6
    }

    /// The length of a block, all included; nil if it is not there yet, or if it is none.
    private mutating func blockLength(_ rest: PacketOctets, _ order: ByteOrder) -> Int? {
        guard let length = rest.integer32(at: 4, order).map(Int.init) else { return nil }
        guard length >= 12, length % 4 == 0 else {
            _ = fail("the block after packet \(packets) is said to have \(length) octets")
            return nil
        }
        return length
    }

    private mutating func addInterface(
        _ body: PacketOctets, _ order: ByteOrder, _ interfaces: [Interface]
    ) {
        guard interfaces.count < CaptureFile.mostInterfaces else { return }
        let interface = Interface(
            link: body.integer16(at: 0, order) ?? -1,
            snapLength: Int(body.integer32(at: 4, order) ?? 0))
        layout = .pcapng(order, interfaces: interfaces + [interface])
    }

    /// The octets of a packet whose length stands at one offset, and which begin at another.
    private func packetData(
        _ body: PacketOctets, _ order: ByteOrder, length: Int, data: Int
    ) -> ArraySlice<UInt8> {
        let length = body.integer32(at: length, order).map(Int.init) ?? 0
        return body.dropping(data)?.octets.prefix(length) ?? []
    }

    /// A simple block has the original length only; what was captured is that, up to the snap length.
    private func simplePacket(
        _ body: PacketOctets, _ order: ByteOrder, _ interface: Interface?
    ) -> ArraySlice<UInt8> {
        var length = body.integer32(at: 0, order).map(Int.init) ?? 0
        if let limit = interface?.snapLength, limit > 0 { length = min(length, limit) }
        return body.dropping(4)?.octets.prefix(length) ?? []
    }

    private mutating func packet(
        _ octets: ArraySlice<UInt8>, of interface: Int?, _ interfaces: [Interface]
    ) -> CapturedPacket {
        guard let interface, interfaces.indices.contains(interface) else {
            return packet(octets, link: -1)
        }
        return packet(octets, link: interfaces[interface].link)
    }
}
