import Glibc

/// A client that pipelines (RFC 2920), which smtp-source cannot: the text of a message and all commands of the next
/// one go in one write.
struct PipelinedClient {
    /// Whether it waits for the reply to DATA before it sends the text, as a client has to.
    ///
    /// One that does not, as if it played a file, shows what the server takes alone.
    let waits: Bool

    private static let commands = "MAIL FROM:<a@c.example>\r\nRCPT TO:<b@d.example>\r\nDATA\r\n"

    /// Sends so many messages of about so many octets over one connection; whether all went well.
    func send(_ messages: Int, octets: Int, to port: UInt16) -> Bool {
        guard let connection = Loopback.connection(to: port) else { return false }
        defer { close(connection) }
        let line = String(repeating: "X", count: 78) + "\r\n"
        let text = String(repeating: line, count: max(1, octets / 80)) + ".\r\n"
        let begin = Array(("EHLO c.example\r\n" + PipelinedClient.commands).utf8)
        let middle = Array((text + PipelinedClient.commands).utf8)
        let end = Array((text + "QUIT\r\n").utf8)
        guard waits else {
            let all = begin + Array(repeatElement(middle, count: messages - 1).joined()) + end
            return exchange(all, on: connection, until: "\n221 ", writesOn: true)
        }
        guard exchange(begin, on: connection, until: "\n354 ") else { return false }
        for _ in 1..<messages {
            guard exchange(middle, on: connection, until: "\n354 ") else { return false }
        }
        return exchange(end, on: connection, until: "\n221 ")
    }

    /// Writes octets, and reads until a line of the replies begins so; meanwhile too, where there is much to write.
    private func exchange(
        _ octets: [UInt8], on connection: Int32, until mark: String, writesOn: Bool = false
    ) -> Bool {
        var written = 0
        var heard: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let flags = writesOn ? Int32(MSG_DONTWAIT) : 0
        while !heard.ends(withLineBeginning: mark) {
            if written < octets.count {
                let count = octets[written...].withUnsafeBytes {
                    Glibc.send(connection, $0.baseAddress, $0.count, flags)
                }
                guard count >= 0 || errno == EAGAIN else { return false }
                written += max(count, 0)
                if !writesOn, written < octets.count { continue }
            }
            let events = Int16(written < octets.count ? POLLIN | POLLOUT : POLLIN)
            var wanted = pollfd(fd: connection, events: events, revents: 0)
            guard poll(&wanted, 1, 60_000) == 1 else { return false }
            guard wanted.revents & Int16(POLLIN) != 0 else { continue }
            let count = read(connection, &buffer, buffer.count)
            guard count > 0 else { return false }
            heard = heard.suffix(200) + buffer[..<count]
        }
        return true
    }
}

extension [UInt8] {
    /// Whether the last line begins so, and is whole.
    fileprivate func ends(withLineBeginning mark: String) -> Bool {
        guard last == UInt8(ascii: "\n") else { return false }
        let line = dropLast().lastIndex(of: UInt8(ascii: "\n")).map { self[$0...] } ?? []
        return line.starts(with: mark.utf8)
    }
}
