/// What a driver hands to a machine: one event at a time, each with all its outputs at once.
@nonexhaustive
public enum Input: Hashable, Sendable, Codable {
    /// A client connected; the machine greets it.
    case connected(Peer)
    /// Octets from the client, in any portions.
    case bytes([UInt8])
    /// The answer to the open question.
    case answer(Answer)
    /// The TLS handshake that the machine asked for is done.
    case secured(TLSInfo)
    /// The time now; deadlines that it passes take effect.
    case clock(Instant)
    /// The server is about to stop: the client gets 421, and the connection is closed (RFC 5321 §3.8).
    case shutdown
    /// The client closed the connection, or it was lost; harmless after the server closed it.
    case closed
}

/// A moment, counted from whatever beginning the driver chooses.
public struct Instant: Hashable, Comparable, Sendable, Codable {
    /// Milliseconds since the beginning.
    public var milliseconds: UInt64

    /// A moment so many milliseconds after the beginning.
    public init(milliseconds: UInt64) { self.milliseconds = milliseconds }

    /// The beginning.
    public static let zero = Instant(milliseconds: 0)

    /// Whether one moment is before another.
    public static func < (left: Instant, right: Instant) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// The moment so much later; it stops at the greatest.
    public func advanced(byMilliseconds milliseconds: UInt64) -> Instant {
        let (sum, overflow) = self.milliseconds.addingReportingOverflow(milliseconds)
        return Instant(milliseconds: overflow ? .max : sum)
    }
}

/// Who connected, as far as the driver knows.
public struct Peer: Hashable, Sendable, Codable {
    /// The client's address as text, `192.0.2.1` or `IPv6:2001:db8::1`.
    public var address: String
    /// The client's port; 0 where there is none.
    public var port: UInt16
    /// What is known of TLS when the connection began with a handshake (RFC 8314).
    public var tls: TLSInfo?
    /// What XCLIENT or a PROXY header said of it besides, such as `NAME`; nil if nothing did.
    public var attributes: [String: String]?
    /// What XFORWARD said of the client that the next message came from; nil if it said nothing.
    public var forwarded: [String: String]?

    /// A peer.
    public init(address: String = "127.0.0.1", port: UInt16 = 0, tls: TLSInfo? = nil) {
        self.address = address
        self.port = port
        self.tls = tls
    }
}

/// What is known of a TLS layer once its handshake is done.
public struct TLSInfo: Hashable, Sendable, Codable {
    /// The protocol's version, `TLSv1.3`.
    public var version: String
    /// The identity that the client's certificate proves; EXTERNAL authenticates it.
    public var clientIdentity: String?
    /// What binds a SASL exchange to this channel, by type such as `tls-exporter`; nil if that is not known.
    ///
    /// - SeeAlso: [RFC 5056](https://www.rfc-editor.org/rfc/rfc5056)
    public var channelBindings: [String: [UInt8]]?

    /// The cipher suite by its registered name, `TLS_AES_128_GCM_SHA256`; nil if it is not known.
    ///
    /// - SeeAlso: [RFC 8314 §4.3](https://www.rfc-editor.org/rfc/rfc8314#section-4.3)
    public var cipher: String?

    /// The name that the client asked the server for, by SNI; nil if it did not, or that is not known.
    ///
    /// - SeeAlso: [RFC 6066 §3](https://www.rfc-editor.org/rfc/rfc6066#section-3)
    public var serverName: String?

    /// Facts of a finished handshake.
    public init(
        version: String = "TLSv1.3", clientIdentity: String? = nil,
        channelBindings: [String: [UInt8]]? = nil, cipher: String? = nil, serverName: String? = nil
    ) {
        self.version = version
        self.clientIdentity = clientIdentity
        self.channelBindings = channelBindings
        self.cipher = cipher
        self.serverName = serverName
    }

    /// Version, cipher suite and server name, as far as they are known.
    ///
    ///     TLSv1.3, TLS_AES_128_GCM_SHA256, for mx.sim.example
    public var summary: String {
        [version, cipher, serverName.map { "for \($0)" }].compactMap(\.self)
            .joined(separator: ", ")
    }
}
