import SMTPGrammar

/// A host and a port as Python shows them: `'192.0.2.7', 39486`.
enum HostAndPort {
    /// The same as people write it: `192.0.2.7:39486`; anything else as it is.
    static func text(_ shown: LineText) -> String {
        guard let comma = shown.offset(of: "', "), let host = shown.after("'") else {
            return shown.string
        }
        let name = host[..<comma].string
        let port = shown[(comma + 3)...].prefix { $0.isDigit }.string
        return name.contains(":") ? "[\(name)]:\(port)" : "\(name):\(port)"
    }
}
