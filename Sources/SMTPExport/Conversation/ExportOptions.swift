/// How a conversation is exported.
public struct ExportOptions: Hashable, Sendable {
    /// The host that a program connects to, if it is told no other.
    public var host = "127.0.0.1"
    /// The port.
    public var port = 2525
    /// Whether credentials are written as they are.
    public var showsSecrets = false

    /// The usual options.
    public init() {}

    /// Whether the host is this machine.
    var isNear: Bool { ["127.0.0.1", "::1", "localhost"].contains(host) }
}

/// What was written.
public struct Export: Hashable, Sendable {
    /// The text, which ends with a line end.
    public var text: String
    /// What the format could not hold of this conversation, as sentences; the text says so too, if the
    /// format has comments.
    public var warnings: [String]
}

/// Why a conversation cannot be written in a format; a phrase in lower case.
public struct ExportRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is in the way.
    public let description: String
}
