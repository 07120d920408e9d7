import SMTPGrammar

// XCLIENT_README: "the server resets state to the initial SMTP greeting protocol stage", and "responds with 220
// or with a suitable rejection code"; TLS and the attributes of the last XCLIENT stay. XFORWARD_README: the attributes are for logging, and
// hold until the end of the next message.

extension VerbDeclaration {
    static let xClient = VerbDeclaration(
        .xClient, "Postfix XCLIENT_README", "XCLIENT ADDR=192.0.2.1 NAME=client.example",
        "Says as whom the server is to treat the client; a greeting follows.",
        "Values are xtext, and [UNAVAILABLE] is none.",
        argument: .attributes, replies: "220; 501, 503, 550, 421, and what the greeting can be",
        order: [.outsideTransaction], place: .last, of: .xClient)

    static let xForward = VerbDeclaration(
        .xForward, "Postfix XFORWARD_README", "XFORWARD ADDR=192.0.2.1 SOURCE=REMOTE",
        "Says from which client the next message came, for logs.",
        "Attributes that the first XFORWARD of a message does not give are unavailable.",
        argument: .attributes, replies: "250; 501, 503, 550, 421",
        order: [.hello, .outsideTransaction], of: .xForward)
}

extension Session {
    mutating func performXClient(_ line: Span<UInt8>, _ outputs: inout [Output]) {
        guard let attributes = attributes(line, ClientAttribute.clientNames, &outputs) else {
            return
        }
        var client = peer ?? Peer()
        for attribute in attributes { take(attribute, into: &client) }
        peer = client
        hello = nil
        control = .hello
        watch = CredentialWatch()
        subject = .connection
        guard asks(.connect) else { return greet(.accept(), &outputs) }
        ask(.connect(client), &outputs)
    }

    private mutating func take(_ attribute: ClientAttribute, into client: inout Peer) {
        switch attribute.name {
        case "ADDR": client.address = Session.address(attribute.value) ?? "unknown"
        case "PORT": client.port = attribute.value.flatMap(UInt16.init) ?? 0
        case "LOGIN": authenticatedUser = attribute.value
        default: client.set(attribute)
        }
    }

    /// An address as a peer has it: IPv6 is tagged.
    private static func address(_ value: String?) -> String? {
        guard let value, value.uppercased().hasPrefix("IPV6:") else { return value }
        return "IPv6:" + value.dropFirst(5)
    }

    mutating func performXForward(_ line: Span<UInt8>, _ outputs: inout [Output]) {
        guard let attributes = attributes(line, ClientAttribute.forwardNames, &outputs) else {
            return
        }
        var client = peer ?? Peer()
        if client.forwarded == nil { client.forwarded = [:] }
        for attribute in attributes { client.forwarded?[attribute.name] = attribute.value }
        peer = client
        reply(.forwardNoted, &outputs)
    }

    private mutating func attributes(
        _ line: Span<UInt8>, _ names: [String], _ outputs: inout [Output]
    ) -> [ClientAttribute]? {
        guard let start = startOfArgument(line, &outputs) else { return nil }
        do {
            return try ClientAttribute.list(line, from: start, names: names)
        } catch {
            refuse(.clientAttribute, error, &outputs)
            return nil
        }
    }
}

extension Peer {
    fileprivate mutating func set(_ attribute: ClientAttribute) {
        var known = attributes ?? [:]
        known[attribute.name] = attribute.value
        attributes = known
    }
}
