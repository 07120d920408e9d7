import SMTPSession

extension TLSInfo {
    /// With what binds an exchange to a channel that is only simulated: always the same octets.
    var simulated: TLSInfo {
        var info = self
        info.channelBindings = info.channelBindings ?? TLSInfo.simulatedBindings
        return info
    }

    /// RFC 5929 defines the first two types, RFC 9266 the last.
    private static let simulatedBindings = ["tls-unique", "tls-server-end-point", "tls-exporter"]
        .reduce(into: [String: [UInt8]]()) { $0[$1] = Array("simulated \($1)".utf8) }
}
