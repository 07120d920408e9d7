/// The first handshake message of one side, put together from records as they come.
struct FirstHandshakeMessage: Sendable {
    private var octets: [UInt8] = []
    private var message: [UInt8] = []
    private var isDone = false

    /// More than any first message needs.
    private static let limit = 65_536

    /// Adds octets of the side; returns the message once it is whole, and never again.
    mutating func append(_ more: some Collection<UInt8>) -> ArraySlice<UInt8>? {
        guard !isDone else { return nil }
        octets += more
        while octets.count >= 5 {
            let length = Int(octets[3]) << 8 | Int(octets[4])
            // 22 is a record with handshake messages.
            guard octets[0] == 22, message.count + length <= FirstHandshakeMessage.limit else {
                return end(with: nil)
            }
            guard octets.count >= 5 + length else { return nil }
            message += octets[5..<5 + length]
            octets.removeFirst(5 + length)
            guard message.count >= 4 else { continue }
            let count = message[1...3].reduce(0) { $0 << 8 | Int($1) }
            if message.count >= 4 + count { return end(with: message[..<(4 + count)]) }
        }
        return nil
    }

    private mutating func end(with message: ArraySlice<UInt8>?) -> ArraySlice<UInt8>? {
        isDone = true
        octets = []
        self.message = []
        return message
    }
}
