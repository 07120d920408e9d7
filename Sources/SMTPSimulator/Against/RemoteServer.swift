/// A real server, as `run --against` talks to it: whoever has a network performs this.
package protocol RemoteServer {
    /// Connects.
    mutating func connect() throws(RemoteFault)

    /// Sends octets.
    mutating func send(_ octets: [UInt8]) throws(RemoteFault)

    /// Waits for octets, at most so long.
    mutating func receive(milliseconds: Int) throws(RemoteFault) -> RemoteInput

    /// Does the TLS handshake; what came before it and was not received is dropped.
    mutating func secure() throws(RemoteFault)

    /// Closes the connection.
    mutating func close()
}

/// What came from a server.
package enum RemoteInput: Hashable, Sendable {
    /// Octets; at least one.
    case octets([UInt8])
    /// The end of the connection.
    case closed
    /// Nothing in time.
    case nothing
}

/// Why a server cannot be talked to, in lower case and without a full stop.
package struct RemoteFault: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
