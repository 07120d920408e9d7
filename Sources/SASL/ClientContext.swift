/// What the client's side of a mechanism needs beside its credential and the messages.
public struct ClientContext: Hashable, Sendable {
    /// Octets that make this exchange unlike any other: at least 16 from a good generator for real use.
    public var nonce: [UInt8]
    /// The server's host name, which DIGEST-MD5 and OAUTHBEARER tell the server.
    public var hostname: String
    /// What binds the exchange to the TLS channel, by type; empty outside TLS.
    public var channelBindings: [String: [UInt8]]
    /// Whether the server offers mechanisms with channel binding.
    public var offersChannelBinding: Bool

    /// A context.
    public init(
        nonce: [UInt8] = [], hostname: String = "localhost",
        channelBindings: [String: [UInt8]] = [:], offersChannelBinding: Bool = false
    ) {
        self.nonce = nonce
        self.hostname = hostname
        self.channelBindings = channelBindings
        self.offersChannelBinding = offersChannelBinding
    }
}
