import SMTPGrammar

/// What a driver needs of an SMTP server machine, whichever machine it is.
public protocol Machine: Hashable, Codable, Sendable {
    /// Hands over one input and appends all its outputs.
    ///
    /// - Parameters:
    ///   - input: what happened
    ///   - outputs: where to append what is to be done
    /// - Throws: a mistake of the driver; the machine is then unchanged
    mutating func receive(_ input: Input, into outputs: inout [Output]) throws(Misuse)

    /// The state's name as a person reads it: `HELLO`, `RCPT`.
    var phaseName: String { get }
    /// What the client's next octets will be taken for.
    var expectation: Expectation { get }
    /// The question that waits for its answer.
    var openQuestion: Question? { get }
    /// The verbs that are in order now, as a client writes them.
    var admittedVerbs: [String] { get }
    /// What MAIL and RCPT have said so far.
    var envelope: Envelope { get }
    /// The name that HELO or EHLO gave.
    var clientName: String? { get }
    /// The time as last handed over.
    var clock: Instant { get }
    /// When the driver is to hand over the time next; nil for never.
    var deadline: Instant? { get }
    /// The octets that wait to be read: part of a line, or all behind an open question.
    var bufferedOctets: ArraySlice<UInt8> { get }
}

/// What the client's next octets will be taken for.
public enum Expectation: String, Hashable, Sendable, Codable {
    /// The connection is not open yet.
    case connection
    /// A command line.
    case command
    /// Message text.
    case content
    /// A line of a SASL exchange.
    case authentication
    /// A TLS handshake; octets in clear are dropped.
    case handshake
    /// The connection is closed.
    case nothing
}

extension Machine {
    /// Hands over one input and returns all its outputs.
    ///
    /// - Parameter input: what happened
    /// - Returns: what is to be done, in order
    /// - Throws: a mistake of the driver; the machine is then unchanged
    public mutating func receive(_ input: Input) throws(Misuse) -> [Output] {
        var outputs: [Output] = []
        try receive(input, into: &outputs)
        return outputs
    }
}
