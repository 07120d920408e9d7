import NIOCore
import NIOPosix
import SystemCalls

/// The endpoints of a listener, opened.
struct OpenEndpoints {
    /// The sockets on which connections are accepted.
    var servers: [any Channel] = []
    /// The only connection there is, if it was there before.
    var connected: (any Channel)?
    /// Where connections come from, in the order of the endpoints.
    var addresses: [SocketAddress] = []
}

extension Endpoint {
    /// How it is named in messages about it.
    var text: String {
        switch place {
        case .port(let host, let port):
            host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .path(let path): path
        case .listening(let descriptor): "descriptor \(descriptor)"
        case .connected(let descriptor): "the connection on descriptor \(descriptor)"
        }
    }

    /// What may help if it cannot be opened.
    func hint(_ error: any Error) -> String? {
        switch place {
        case .port(let host, let port): Endpoint.hint(error, host, port)
        case .path(let path): Endpoint.hint(error, path)
        case .listening, .connected: nil
        }
    }

    private static func hint(_ error: any Error, _ host: String, _ port: UInt16) -> String? {
        guard let error = error as? IOError else {
            guard error is SocketAddressError.UnknownHost else { return nil }
            return host.contains(":")
                ? "an address without a port, such as 127.0.0.1 or ::1; --port has the port"
                : "an address of this machine, such as 127.0.0.1 or ::1"
        }
        return switch SystemError(error.errnoCode) {
        case .addressInUse: "another program listens there; --port 0 takes a free port"
        case .addressNotAvailable: "an address of this machine, such as 127.0.0.1 or ::1"
        case .notPermitted where port < 1_024:
            "ports below 1024 are for root; the usual one here is 2525"
        default: nil
        }
    }

    private static func hint(_ error: any Error, _ path: String) -> String? {
        switch error {
        case is UnixDomainSocketPathWrongType:
            "remove what is there, or give another path"
        case SocketAddressError.unixDomainSocketPathTooLong:
            "its \(path.utf8.count) octets are more than a socket's address has room for; "
                + "a shorter one, such as /tmp/lmtp"
        case let error as IOError where SystemError(error.errnoCode) == .addressInUse:
            "another server listens there"
        default: nil
        }
    }
}
