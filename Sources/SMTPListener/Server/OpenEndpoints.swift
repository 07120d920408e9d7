import NIOCore
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
        guard let error = error as? IOError, case .port(_, let port) = place else { return nil }
        return switch SystemError(error.errnoCode) {
        case .addressInUse: "another program listens there; --port 0 takes a free port"
        case .notPermitted where port < 1_024:
            "ports below 1024 are for root; the usual one here is 2525"
        default: nil
        }
    }
}
