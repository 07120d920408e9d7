import SMTPGrammar
import SMTPSession

extension Question {
    /// What a handler's pattern is matched against, as far as the question says; see `Hook.subject`.
    ///
    /// For an authentication it is the mechanism; a policy works out the user.
    public var subject: [UInt8] {
        switch self {
        case .connect(let peer): Array(peer.address.utf8)
        case .hello(let hello): Array(hello.name.utf8)
        case .verb(let command), .unknown(let command): Array(command.verb.utf8)
        case .sender(let path, _): path.octets
        case .recipient(let recipient): Array(recipient.mailbox)
        case .data(let envelope), .message(let envelope, octets: _): envelope.sender?.octets ?? []
        case .authenticate(let exchange): Array(exchange.mechanism.utf8)
        case .verify(let argument), .expand(let argument): Array(argument.utf8)
        case .capabilities, .startTLS: []
        }
    }
}
