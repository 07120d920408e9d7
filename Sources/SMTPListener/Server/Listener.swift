import SMTPDriver
import SMTPPolicy
import SMTPSession

/// An SMTP server on ports and sockets.
public final class Listener: Sendable {
    init() {}
}
