#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A mail client over TCP, with a test in the place of its user.
///
/// A class, since it owns a socket. Whatever waits has one generous deadline.
final class SocketClient {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Everything that the server has said.
    private(set) var log = ""
    private let socket: Int32
    /// How much of the log `expect` has gone past.
    private var position: String.Index

    private static let patience = Duration.seconds(20)

    /// Connects to a port of this machine.
    init(port: UInt16) throws {
        #if canImport(Darwin)
            let stream = SOCK_STREAM
        #else
            let stream = Int32(SOCK_STREAM.rawValue)
        #endif
        socket = Self.open(AF_INET, stream)
        position = log.startIndex
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Failure(description: "cannot connect: errno \(errno)") }
    }

    private static func open(_ family: Int32, _ type: Int32) -> Int32 {
        #if canImport(Darwin)
            Darwin.socket(family, type, 0)
        #else
            Glibc.socket(family, type, 0)
        #endif
    }

    deinit { close(socket) }

    /// Sends a line with CR LF.
    func send(_ line: String) throws {
        let octets = Array((line + "\r\n").utf8)
        guard write(socket, octets, octets.count) == octets.count else {
            throw Failure(description: "cannot send: errno \(errno)")
        }
    }

    /// Sends a line, and waits for a text in what the server says to it.
    func say(_ line: String, expect text: String) throws {
        try send(line)
        try expect(text)
    }

    /// Waits until the server has said a text after the one that was expected last.
    func expect(_ text: String) throws {
        let deadline = ContinuousClock.now + Self.patience
        while true {
            if let range = log[position...].firstRange(of: text) {
                position = range.upperBound
                return
            }
            guard ContinuousClock.now < deadline, receive() else {
                throw Failure(description: "waited for \(text), and got: \(log)")
            }
        }
    }

    /// Whether more may come.
    private func receive() -> Bool {
        var watched = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        guard poll(&watched, 1, 100) > 0 else { return true }
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = read(socket, &buffer, buffer.count)
        guard count > 0 else { return false }
        let before = log.distance(from: log.startIndex, to: position)
        log += String(decoding: buffer[..<count], as: UTF8.self)
        position = log.index(log.startIndex, offsetBy: before)
        return true
    }
}

extension SocketClient {
    /// A client that has greeted and named a sender.
    static func withSender(port: UInt16, name: String = "client.example") throws -> SocketClient {
        let client = try SocketClient(port: port)
        try client.expect("220 ")
        try client.say("EHLO \(name)", expect: "250 ")
        try client.say("MAIL FROM:<ann@client.example>", expect: "250 2.1.0")
        return client
    }
}
