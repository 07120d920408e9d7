/// A mistake of the driver; the machine is unchanged.
public enum Misuse: Error, Hashable, Sendable {
    /// An answer came, and no question was open.
    case noOpenQuestion
    /// An answer came that does not fit the open question.
    case unsuitableAnswer(Hook)
    /// A reply's code does not fit the answer: accept takes 2yz, reject 5yz, tempfail 4yz.
    case unsuitableCode(UInt16)
    /// The connection was opened twice.
    case alreadyConnected
    /// Octets came before the connection was opened, or after it was closed.
    case notConnected
    /// A handshake was reported that nobody asked for.
    case noHandshake
    /// The clock went backwards.
    case clockWentBack
}

extension Misuse: CustomStringConvertible {
    /// The mistake in a sentence.
    public var description: String {
        switch self {
        case .noOpenQuestion: "No question is open."
        case .unsuitableAnswer(let hook): "That is not an answer to the \(hook.rawValue) question."
        case .unsuitableCode(let code):
            "The code \(code) does not fit: accept takes 2yz (354 for data), reject 5yz, "
                + "tempfail 4yz, close any of 200 to 599."
        case .alreadyConnected: "The connection is open already."
        case .notConnected: "The connection is not open."
        case .noHandshake: "No TLS handshake is expected."
        case .clockWentBack: "The clock cannot go backwards."
        }
    }
}
