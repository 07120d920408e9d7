import NIOCore
import NIOPosix
import NIOSSL
import SystemCalls

/// What went wrong with a connection, in words that need no knowledge of the libraries below.
enum ErrorText {
    /// A phrase in lower case, or what the system says, without a full stop.
    static func of(_ error: any Error) -> String {
        switch error {
        case let error as IOError: SystemError(error.errnoCode).description
        case let error as NIOConnectionError:
            error.connectionErrors.first.map { of($0.error) } ?? "no host has this name"
        case is SocketAddressError.UnknownHost: "no host has this name"
        case SocketAddressError.unixDomainSocketPathTooLong: "the path is too long"
        case is UnixDomainSocketPathWrongType: "something that is no socket has this name"
        case ChannelError.connectTimeout: "the server did not answer in time"
        case ChannelError.ioOnClosedChannel, ChannelError.alreadyClosed: "the connection is closed"
        case NIOSSLError.uncleanShutdown: "the connection was lost"
        case is NIOSSLError, is BoringSSLError: ofTLS("\(error)")
        default: "\(error)"
        }
    }

    /// What the TLS library says, in its words: its reason stands in capitals after a mark.
    private static func ofTLS(_ text: String) -> String {
        guard let name = text.split(separator: "OPENSSL_internal:").dropFirst().first else {
            return "the other side does not do TLS as it should"
        }
        let words = name.prefix { $0 == "_" || $0.isLetter || $0.isNumber }.lowercased()
        return words.split(separator: "_").joined(separator: " ")
    }
}
