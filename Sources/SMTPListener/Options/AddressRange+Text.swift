import NIOCore

extension AddressRange {
    /// Reads `192.0.2.0/24` or a single address; nil if it is neither.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first,
            let address = try? SocketAddress(ipAddress: String(first), port: 0),
            let octets = address.octets
        else { return nil }
        guard parts.count > 1 else {
            self.init(octets: octets, bits: octets.count * 8)
            return
        }
        guard let bits = Int(parts[1]), parts[1].allSatisfy(\.isWholeNumber) else { return nil }
        self.init(octets: octets, bits: bits)
    }
}

extension SocketAddress {
    /// The octets of the address in network order; nil for a Unix socket.
    var octets: [UInt8]? {
        // After the length, if there is one, the family and the port; before it, in IPv6, the flow.
        let place: Range<Int>? =
            switch self {
            case .v4: 4..<8
            case .v6: 8..<24
            case .unixDomainSocket: nil
            }
        guard let place else { return nil }
        return withSockAddr { pointer, size in
            let octets = UnsafeRawBufferPointer(start: pointer, count: size)
            return place.upperBound <= size ? Array(octets[place]) : nil
        }
    }

    /// Whether nobody but this machine can connect to it.
    var isLoopback: Bool {
        switch self {
        case .v4: octets?.first == 127
        case .v6: octets == [UInt8](repeating: 0, count: 15) + [1]
        case .unixDomainSocket: true
        }
    }

    /// As an endpoint is named: `127.0.0.1:2525`, `[::1]:2525`, or a path.
    var text: String {
        switch self {
        case .v4: "\(ipAddress ?? ""):\(port ?? 0)"
        case .v6: "[\(ipAddress ?? "")]:\(port ?? 0)"
        case .unixDomainSocket: pathname ?? ""
        }
    }
}
