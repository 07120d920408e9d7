/// Why a server refuses an authentication exchange.
///
/// The operator is told which; the client learns no more than the reply says.
@nonexhaustive
public enum Failure: Error, Hashable, Codable, Sendable {
    /// The user is unknown or the proof is wrong, without saying which: `535 5.7.8`.
    case invalidCredentials(Discrepancy)
    /// The client's message does not have the mechanism's form: `501 5.5.2`.
    case malformed(Malformation)
    /// An initial response for a mechanism in which the server speaks first: `501 5.7.0`.
    case initialResponseNotAllowed
    /// The proof is right, but does not permit acting as the requested identity: `535 5.7.8`.
    case notAuthorized

    /// What is wrong, for the operator.
    public var explanation: String {
        switch self {
        case .invalidCredentials(let refusal): refusal.explanation
        case .malformed(let malformation): "the message \(malformation.explanation)"
        case .initialResponseNotAllowed: "the server speaks first"
        case .notAuthorized: "the user may not act as another"
        }
    }
}

/// How a client's message departs from its mechanism's form.
@nonexhaustive
public enum Malformation: String, CaseIterable, Hashable, Codable, Sendable {
    /// PLAIN: fewer than two NULs.
    case separatorMissing
    /// PLAIN: more than two NULs; elsewhere: a NUL where none may be.
    case unexpectedNul
    /// The octets are not UTF-8.
    case notUTF8
    /// LOGIN: a CR or LF in the user name or password.
    case unexpectedLineEnd
    /// CRAM-MD5: no space between user name and digest.
    case spaceMissing
    /// CRAM-MD5: the digest is not 32 hexadecimal digits, in lower case.
    case digestForm
    /// ANONYMOUS: trace information of more than 255 characters.
    case traceTooLong
    /// ANONYMOUS: trace information with an `@` that is no address.
    case traceForm
    /// A response after the mechanism's last one.
    case unexpectedResponse

    /// What is wrong, as the end of a sentence that begins with the mechanism's name.
    public var explanation: String {
        switch self {
        case .separatorMissing: "needs NUL before the authentication identity and the password"
        case .unexpectedNul: "allows no further NUL"
        case .notUTF8: "needs UTF-8"
        case .unexpectedLineEnd: "allows no line end in a user name or password"
        case .spaceMissing: "needs a space between the user name and the digest"
        case .digestForm: "needs a digest of 32 hexadecimal digits in lower case"
        case .traceTooLong: "has at most 255 characters of trace information"
        case .traceForm: "has an @ only in an address"
        case .unexpectedResponse: "has no further response"
        }
    }
}
