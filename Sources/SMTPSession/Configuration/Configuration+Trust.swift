extension Configuration {
    /// Takes over whether a client may say for whom it connects: by the PROXY protocol, XCLIENT or XFORWARD.
    ///
    /// A server believes some clients and not others, so this can differ among sessions of the same settings.
    package mutating func takeTrust(from other: Configuration) {
        expectsProxyHeader = other.expectsProxyHeader
        let trusting: ExtensionSet = [.xClient, .xForward]
        extensions.subtract(trusting)
        extensions.formUnion(other.extensions.intersection(trusting))
    }
}
