import MailHogMachine

/// How the program was set up whose conversation was recorded.
struct Setup: Sendable {
    enum Storage: Sendable { case none, accept, fail }
    enum Credentials: Sendable { case unchecked, refused, userPass }
    enum Filter: Sendable { case none, passing, refusing(String), authFirst }
    enum TLS: Sendable { case none, upgrading, failing, idle, refusing(String?) }

    var configuration = MailHogConfiguration()
    var storage = Storage.accept
    /// The id of each message, with its number if `isNumbered`.
    var id = "ID1"
    var isNumbered = false
    var rejectsBadSenders = false
    var rejectsBadRecipients = false
    var credentials = Credentials.unchecked
    var filter = Filter.none
    var tls = TLS.none
    var mechanisms: [String]?

    init(_ change: (inout Setup) -> Void = { _ in }) { change(&self) }

    static let usualMechanisms = ["PLAIN", "LOGIN", "CRAM-MD5"]
}

extension Setup {
    func isBad(_ path: [UInt8]) -> Bool { String(decoding: path, as: UTF8.self).contains("bad") }

    /// What the recorded handler said to credentials.
    func isValid(_ mechanism: String, _ arguments: [[UInt8]]) -> Bool {
        let arguments = arguments.map { String(decoding: $0, as: UTF8.self) }
        switch (credentials, mechanism) {
        case (.unchecked, _): return true
        case (.refused, _): return false
        case (.userPass, "PLAIN"): return arguments == ["user", "pass"]
        case (.userPass, "LOGIN"): return arguments == ["dXNlcg==", "cGFzcw=="]
        case (.userPass, "EXTERNAL"): return arguments == ["user"]
        case (.userPass, "CRAM-MD5"): return arguments.first?.hasPrefix("dXNl") == true
        case (.userPass, _): return false
        }
    }
}
