/// What was met in a capture beside conversations.
struct CaptureTally {
    /// IP packets with a part of a TCP segment.
    var fragments = 0
    /// Packets that carry something else.
    var others = 0
    /// Link types that nothing is known of.
    var unknownLinks: Set<Int> = []
    /// Connections that were handed on before their end, for want of room.
    var broken = 0
    /// Why the file could not be read to its end.
    var damage: String?
    /// Whether it ends in the middle of a packet.
    var isCutOff = false
    /// How many packets it has.
    var packets = 0

    private var encrypted = 0
    private var foreign = 0
    private var foreignPorts: Set<Int> = []

    /// Counts a connection that is over.
    mutating func count(_ connection: CapturedConnection) {
        guard case .other(let other) = connection.pair.state else { return }
        switch other {
        case .encrypted: encrypted += 1
        case .foreign:
            foreign += 1
            if let port = connection.ports.min(), foreignPorts.count < 8 { foreignPorts.insert(port) }
        case .silent: break
        }
    }

    /// All that as sentences.
    var warnings: [RecordingWarning] {
        var texts: [String] = []
        if let damage { texts.append("The capture is damaged: \(damage). The rest was not read.") }
        if isCutOff { texts.append("The capture ends in the middle of packet \(packets + 1).") }
        if foreign > 0 {
            let ports = foreignPorts.sorted().map(String.init).joined(separator: ", ")
            texts.append("\(connections(foreign)) no SMTP, and not read (ports \(ports)).")
        }
        if encrypted > 0 {
            texts.append(
                "\(connections(encrypted)) encrypted by TLS from the first octet, and not read.")
        }
        if fragments > 0 {
            texts.append(
                "\(fragments) fragments of IP packets were left out; their octets are missing.")
        }
        for type in unknownLinks.sorted() {
            texts.append(
                type < 0
                    ? "Some packets are of an interface that the capture does not describe."
                    : "Packets with link type \(type) cannot be read.")
        }
        if broken > 0 {
            texts.append("\(broken) connections were handed on before their end, for want of room.")
        }
        return texts.map { RecordingWarning($0) }
    }

    private func connections(_ count: Int) -> String {
        count == 1 ? "1 connection is" : "\(count) connections are"
    }
}
