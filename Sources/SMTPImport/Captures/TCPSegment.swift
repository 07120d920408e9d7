/// A TCP segment of a capture.
struct TCPSegment {
    /// The number of its packet.
    var packet = 0
    /// Who sent it.
    var source: Endpoint
    /// Who is to get it.
    var destination: Endpoint
    /// The number of its first octet.
    var sequence: UInt32
    /// The number of the octet that the sender expects next; nil if it says none.
    var acknowledgement: UInt32?
    /// What it does beside carrying octets.
    var flags: Flags
    /// Its octets.
    var payload: ArraySlice<UInt8>
    /// How many octets at its end the capture left out.
    var cutOff = 0

    /// The bits of its header.
    struct Flags: OptionSet {
        let rawValue: UInt8
        /// The sender has no more octets.
        static let fin = Flags(rawValue: 1)
        /// The connection opens.
        static let syn = Flags(rawValue: 2)
        /// The connection is broken off.
        static let rst = Flags(rawValue: 4)
        /// The sender had nothing more to send at that moment.
        static let psh = Flags(rawValue: 8)
        /// The acknowledgement is meant.
        static let ack = Flags(rawValue: 16)
    }

    /// Reads one from the octets after the header of IP.
    ///
    /// - Parameters:
    ///   - octets: what was captured of it.
    ///   - length: how many octets it had, by the header of IP; nil if that does not say.
    init?(
        _ octets: PacketOctets, length: Int?, from source: IPAddress, to destination: IPAddress
    ) {
        guard let sourcePort = octets.integer16(at: 0),
            let destinationPort = octets.integer16(at: 2),
            let sequence = octets.integer32(at: 4),
            let acknowledgement = octets.integer32(at: 8),
            let headerWords = octets[12].map({ $0 >> 4 }), headerWords >= 5,
            let bits = octets[13]
        else { return nil }
        let length = length ?? octets.count
        let header = headerWords * 4
        guard length >= header else { return nil }
        self.source = Endpoint(address: source, port: UInt16(sourcePort))
        self.destination = Endpoint(address: destination, port: UInt16(destinationPort))
        self.sequence = sequence
        flags = Flags(rawValue: UInt8(bits))
        self.acknowledgement = flags.contains(.ack) ? acknowledgement : nil
        // A copy, so that a segment that waits does not keep the whole file.
        payload = Array(octets.octets.prefix(length).dropFirst(header))[...]
        cutOff = length - header - payload.count
    }
}

/// An end of a TCP connection.
struct Endpoint: Hashable {
    /// The address of the host.
    let address: IPAddress
    /// The port.
    let port: UInt16

    /// As people write it: `192.0.2.1:25`, `[2001:db8::1]:25`.
    var description: String {
        address.isVersion6 ? "[\(address.description)]:\(port)" : "\(address.description):\(port)"
    }
}
