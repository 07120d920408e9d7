/// Why a listener could not start.
public struct ListenerFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// A sentence without its full stop: `cannot listen on 127.0.0.1:25: Permission denied`.
    public let description: String
    /// What may help; nil if nobody knows.
    public let hint: String?

    init(_ description: String, hint: String? = nil) {
        self.description = description
        self.hint = hint
    }
}
