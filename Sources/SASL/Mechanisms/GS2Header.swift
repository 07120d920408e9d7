/// What SCRAM and OAUTHBEARER begin with: whether the channel is bound, and whom to act as.
///
///     n,a=tim,
///
/// RFC 5802 §7:
///
///     gs2-cbind-flag  = ("p=" cb-name) / "n" / "y"
///     gs2-header      = gs2-cbind-flag "," [ authzid ] ","
///     authzid         = "a=" saslname
package struct GS2Header {
    /// Whether the channel is bound.
    package enum Flag: Hashable {
        /// The client cannot.
        case unbound
        /// The client could, and thinks that the server cannot.
        case unoffered
        /// By this type.
        case bound(String)
    }

    package let flag: Flag
    /// The parts of the header.
    package let parts: [MessagePart]
    /// Where it ends, after its second comma.
    package let end: Int
    private let authzid: [UInt8]

    /// Reads it; nil if the message does not begin with one.
    package init?(_ message: [UInt8]) {
        guard let first = message.firstIndex(of: comma),
            let second = message[(first + 1)...].firstIndex(of: comma),
            let flag = GS2Header.flag(message[..<first])
        else { return nil }
        let name = message[first + 1..<second]
        guard name.isEmpty || name.starts(with: Array("a=".utf8)) else { return nil }
        self.flag = flag
        authzid = Array(name.dropFirst(2))
        end = second + 1
        let flagPart = MessagePart(0..<first, "channel binding", GS2Header.meaning(flag))
        let namePart = MessagePart(name.indices.dropFirst(2), "a", "whom to act as")
        parts = name.isEmpty ? [flagPart] : [flagPart, namePart]
    }

    /// The identity to act as; nil if none is named.
    package func authorizationIdentity() throws(Failure) -> String? {
        authzid.isEmpty ? nil : try GS2Header.decoded(authzid[...])
    }

    private static func flag(_ text: ArraySlice<UInt8>) -> Flag? {
        switch String(decoding: text, as: UTF8.self) {
        case "n": .unbound
        case "y": .unoffered
        case let text where text.hasPrefix("p=") && text.utf8.count > 2:
            .bound(String(text.dropFirst(2)))
        case _: nil
        }
    }

    private static func meaning(_ flag: Flag) -> String {
        switch flag {
        case .unbound: "the client does not bind the channel"
        case .unoffered: "the client could bind the channel, and thinks the server cannot"
        case .bound(let type): "bound to the TLS channel, by \(type)"
        }
    }

    /// Reads a name in which `=2C` is a comma and `=3D` an equals sign.
    ///
    /// §5.1: "If the server receives a username that contains '=' not followed by either '2C' or '3D',
    /// then the server MUST fail the authentication."
    package static func decoded(_ name: ArraySlice<UInt8>) throws(Failure) -> String {
        var octets: [UInt8] = []
        var rest = name
        while let octet = rest.popFirst() {
            guard octet == UInt8(ascii: "=") else {
                octets.append(octet)
                continue
            }
            switch String(decoding: rest.prefix(2), as: UTF8.self) {
            case "2C": octets.append(comma)
            case "3D": octets.append(UInt8(ascii: "="))
            case _: throw .invalidCredentials(.nameEncoding)
            }
            rest = rest.dropFirst(2)
        }
        guard String(validating: octets, as: UTF8.self) != nil else {
            throw .invalidCredentials(.nameEncoding)
        }
        return try preparedName(octets)
    }

    /// Writes a name, prepared where it can be.
    package static func encoded(_ name: String) -> String {
        (SASLprep.prepared(name) ?? name).map { $0 == "=" ? "=3D" : $0 == "," ? "=2C" : "\($0)" }
            .joined()
    }
}

private let comma = UInt8(ascii: ",")
