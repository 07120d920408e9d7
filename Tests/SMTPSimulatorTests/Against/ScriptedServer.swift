import SMTPSimulator

/// A server that says what a test wants, without a network.
final class ScriptedServer: RemoteServer {
    /// What it says to a connection, and then to each line; nil for nothing, empty to close.
    private var answers: [String?]
    /// Everything that it got.
    private(set) var received = ""
    private(set) var isSecured = false
    private var pending: [UInt8] = []
    private var isClosed = false
    private var partial = ""

    init(_ answers: String?...) { self.answers = answers }

    func connect() { answer() }

    func send(_ octets: [UInt8]) {
        received += String(decoding: octets, as: UTF8.self)
        partial += String(decoding: octets, as: UTF8.self)
        while let end = partial.firstRange(of: "\r\n") {
            partial.removeSubrange(..<end.upperBound)
            answer()
        }
    }

    func receive(milliseconds: Int) -> RemoteInput {
        guard pending.isEmpty else {
            defer { pending = [] }
            return .octets(pending)
        }
        return isClosed ? .closed : .nothing
    }

    func secure() { isSecured = true }

    func close() { isClosed = true }

    private func answer() {
        guard !answers.isEmpty, let text = answers.removeFirst() else { return }
        if text.isEmpty { isClosed = true } else { pending += Array("\(text)\r\n".utf8) }
    }
}
