import SMTPGrammar
import SMTPSession

// RFC 5321 §4.4:
//   Return-path-line  = "Return-Path:" FWS Reverse-path <CRLF>
//   Time-stamp-line   = "Received:" FWS Stamp <CRLF>
//   Stamp             = From-domain By-domain Opt-info [CFWS] ";" FWS date-time
//   From-domain       = "FROM" FWS Extended-Domain
//   Extended-Domain   = Domain / ( Domain FWS "(" TCP-info ")" ) / ( address-literal FWS "(" TCP-info ")" )
//   Opt-info          = [Via] [With] [ID] [For] [Additional-Registered-Clauses]
// "tls" is a registered clause of RFC 8314 §4.3, "PRIORITY" one of RFC 6710 §7.

/// Writes what a server puts in front of a message that it takes: where it came from, and where an
/// error about it would go.
///
///     Return-Path: <ann@client.example>
///     Received: from client.example ([192.0.2.1])
///       by mx.sim.example with ESMTP id m1
///       for <bob@sim.example>;
///       Thu, 1 Jan 2026 00:00:05 +0000
///
/// - SeeAlso: [RFC 5321 §4.4](https://www.rfc-editor.org/rfc/rfc5321#section-4.4)
package struct TraceFields: Sendable {
    private let hostname: String
    private let hasReceived: Bool
    private let hasReturnPath: Bool
    private let beginning: UInt64

    /// The fields that a server of these settings writes.
    ///
    /// - Parameter configuration: which fields there are, the name of the server, and when its clock began
    package init(_ configuration: Configuration) {
        hostname = configuration.hostname
        hasReceived = configuration.addsReceived
        hasReturnPath = configuration.addsReturnPath
        beginning = configuration.beginningOfTime
    }

    /// Whether there are none.
    package var isEmpty: Bool { !hasReceived && !hasReturnPath }

    /// The octets to put in front of a message.
    package func octets(
        of identifier: String, _ envelope: Envelope, _ origin: MessageOrigin
    ) -> [UInt8] {
        let lines =
            (hasReturnPath ? [returnPath(envelope)] : [])
            + (hasReceived ? received(identifier, envelope, origin) : [])
        return lines.flatMap { $0 + [0x0D, 0x0A] }
    }

    /// A server that makes the final delivery writes it, and so does one that keeps messages.
    private func returnPath(_ envelope: Envelope) -> [UInt8] {
        let path = envelope.sender?.octets ?? []
        return Array("Return-Path: <".utf8) + (TraceFields.isPlain(path) ? path : [])
            + Array(">".utf8)
    }

    private func received(
        _ identifier: String, _ envelope: Envelope, _ origin: MessageOrigin
    ) -> [[UInt8]] {
        let clauses: [[UInt8]?] = [
            Array("Received: from \(TraceFields.client(origin))".utf8),
            Array("by \(hostname) with \(protocolName(envelope, origin)) id \(identifier)".utf8),
            recipient(envelope), cipher(origin), priority(envelope),
        ]
        let date = Array("  \(MailDate(origin.received, after: beginning))".utf8)
        var lines = clauses.compactMap(\.self)
        for index in lines.indices.dropFirst() {
            lines[index].insert(contentsOf: [0x20, 0x20], at: 0)
        }
        lines[lines.count - 1].append(UInt8(ascii: ";"))
        return lines + [date]
    }

    /// RFC 6531 §4.3: a message with SMTPUTF8 came by UTF8SMTP, UTF8SMTPS and so on.
    private func protocolName(_ envelope: Envelope, _ origin: MessageOrigin) -> String {
        let name = origin.transmission.rawValue
        guard envelope.parameters["SMTPUTF8"] != nil else { return name }
        return "UTF8" + (name.hasPrefix("E") ? String(name.dropFirst()) : name)
    }

    /// RFC 5321 §7.2: more than one would tell the recipients of each other.
    private func recipient(_ envelope: Envelope) -> [UInt8]? {
        guard envelope.recipients.count == 1, let path = envelope.recipients.first?.octets,
            TraceFields.isPlain(path), !path.isEmpty
        else { return nil }
        return Array("for <".utf8) + path + Array(">".utf8)
    }

    private func cipher(_ origin: MessageOrigin) -> [UInt8]? {
        origin.cipher.map { Array("tls \($0)".utf8) }
    }

    private func priority(_ envelope: Envelope) -> [UInt8]? {
        envelope.parameters["MT-PRIORITY"].map { Array("PRIORITY ".utf8) + $0.octets }
    }

    /// The name that the client gave, and its address; a name that is no domain is not repeated.
    private static func client(_ origin: MessageOrigin) -> String {
        let literal = origin.address.flatMap(literal)
        let name = origin.clientName.flatMap { isDomain($0) ? $0 : nil }
        guard let literal else { return name ?? "unknown" }
        return "\(name ?? literal) (\(literal))"
    }

    private static func literal(_ address: String) -> String? {
        let hasTag = !address.contains(":") || address.uppercased().hasPrefix("IPV6:")
        let text = hasTag ? "[\(address)]" : "[IPv6:\(address)]"
        return isDomain(text) ? text : nil
    }

    private static func isDomain(_ text: String) -> Bool {
        let octets = Array(text.utf8)
        var reader = DomainReader()
        return (try? reader.read(octets.span, from: 0)) == octets.count
    }

    /// Whether nothing in a path could end a line or change what is shown.
    private static func isPlain(_ path: [UInt8]) -> Bool {
        path.allSatisfy { (0x20..<0x7F).contains($0) || $0 >= 0x80 }
    }
}

extension ReceivedMessage {
    /// What a server puts in front of it.
    package func traceFields(_ fields: TraceFields) -> [UInt8] {
        fields.octets(of: identifier, envelope, origin)
    }
}
