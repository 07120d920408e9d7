import SMTPSession

extension TLSInfo {
    /// What binds an exchange to a channel that is only simulated: always the same octets.
    ///
    /// RFC 5929 defines the first two types, RFC 9266 the last.
    static let simulatedBindings = ["tls-unique", "tls-server-end-point", "tls-exporter"]
        .reduce(into: [String: [UInt8]]()) { $0[$1] = Array("simulated \($1)".utf8) }
}
