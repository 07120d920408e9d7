/// Where a command's text departs from the grammar, and how.
public struct SyntaxError: Error, Hashable, Sendable, Codable {
    /// The first octet that does not fit, counted from the beginning of the line, from 0.
    public let offset: Int
    /// What is wrong at that place.
    public let problem: Problem
    /// What an extension asks for at that place, `1 to 20 digits`; nil where `problem` says it.
    public let expected: String?

    /// An error at an offset in the line.
    public init(at offset: Int, _ problem: Problem, expected: String? = nil) {
        self.offset = offset
        self.problem = problem
        self.expected = expected
    }

    /// The ways in which a command's text can be wrong.
    @nonexhaustive
    public enum Problem: String, Hashable, Sendable, Codable, CaseIterable {
        /// `MAIL <a@b.example>`: RFC 5321 §4.1.1.2.
        case from = "FROM: expected"
        /// `RCPT <a@b.example>`: RFC 5321 §4.1.1.3.
        case to = "TO: expected"
        /// `MAIL FROM: <a@b.example>`: RFC 5321 §3.3.
        case spaceAfterColon = "no space is allowed after the colon"
        /// `MAIL FROM:a@b.example`: RFC 5321 §4.1.2.
        case openingBracket = "< expected before the path"
        /// `MAIL FROM:<a@b.example`: RFC 5321 §4.1.2.
        case closingBracket = "> expected after the path"
        /// `RCPT TO:<@relay.example a@b.example>`: RFC 5321 §4.1.2, A-d-l.
        case sourceRoute = "a source route is @host,@host: before the mailbox"
        /// `RCPT TO:<a..b@c.example>`: RFC 5321 §4.1.2, Local-part.
        case localPart = "a local part expected: atoms joined by dots, or a quoted string"
        /// `RCPT TO:<"a@b.example>`: RFC 5321 §4.1.2, Quoted-string.
        case quotedString = "a quoted string ends with a quotation mark"
        /// `RCPT TO:<a>`: RFC 5321 §4.1.2, Mailbox.
        case atSign = "@ and a domain expected"
        /// `RCPT TO:<a@b..example>`: RFC 5321 §4.1.2, Domain.
        case domain = "a domain expected: labels of letters, digits and hyphens joined by dots"
        /// `EHLO [192.0.2]`: RFC 5321 §4.1.3.
        case addressLiteral = "an address literal expected: [192.0.2.1] or [IPv6:2001:db8::1]"
        /// `EHLO [2001:db8::1]`: RFC 5321 §4.1.3.
        case addressTag = "a registered tag expected: write [IPv6:2001:db8::1]"
        /// `EHLO [192.0.2.1] printer`: RFC 5321 §4.1.1.1.
        case helloInformation = "nothing may follow the client's name"
        /// `EHLO 192.0.2.1`: RFC 5321 §4.1.3.
        case bareAddress = "brackets expected around an IP address: [192.0.2.1], [IPv6:2001:db8::1]"
        /// `RCPT TO:<@relay.example:a@b.example>` where routes are refused: RFC 5321 §3.6.1.
        case sourceRouteRefused = "a mailbox without a source route expected"
        /// More than 64 octets, if the limit is the usual one: RFC 5321 §4.5.3.1.1.
        case localPartTooLong = "the local part is longer than the limit"
        /// More than 255 octets, if the limit is the usual one: RFC 5321 §4.5.3.1.2.
        case domainTooLong = "the domain is longer than the limit"
        /// More than 256 octets, if the limit is the usual one: RFC 5321 §4.5.3.1.3.
        case pathTooLong = "the path is longer than the limit"
        /// `RCPT TO:<>`: RFC 5321 §4.1.2, Forward-path.
        case nullForwardPath = "a recipient cannot be the null path"
        /// `MAIL FROM:<a@b.example>SIZE=1`: RFC 5321 §4.1.1.2.
        case parameterSpace = "a space expected before a parameter"
        /// `MAIL FROM:<a@b.example> =1`: RFC 5321 §4.1.2, esmtp-keyword.
        case parameterKeyword = "a parameter's keyword expected: letters, digits and hyphens"
        /// `MAIL FROM:<a@b.example> SIZE=`: RFC 5321 §4.1.2, esmtp-value.
        case parameterValue = "a parameter's value expected: printable, without space or ="
        /// `MAIL FROM:<a@b.example>  SIZE=1`: RFC 5321 §4.1.1.2.
        case extraBlank = "one space is enough here"
        /// `MAIL FROM:<a@b.example> SIZE=1` after `HELO`: RFC 5321 §2.2.1.
        case parameterAfterHelo = "parameters need EHLO"
        /// `MAIL FROM:<a@b.example> FOO=1`: RFC 5321 §4.1.1.11.
        case unknownParameter = "this parameter belongs to no extension that the server offers"
        /// `RCPT TO:<a@b.example> NOTIFY=NEVER`, and EHLO did not list DSN: RFC 5321 §2.2.2.
        case parameterNotOffered = "this parameter belongs to an extension that EHLO did not list"
        /// The same, and EHLO listed DSN, which the server does not have: RFC 5321 §4.2.4.
        case parameterListedButOff =
            "this parameter belongs to an extension that EHLO listed and the server lacks"
        /// `MAIL FROM:<a@b.example> SIZE=1 SIZE=2`.
        case duplicateParameter = "this parameter is given twice"
        /// More parameters than the server's own limit.
        case tooManyParameters = "more parameters than the limit"
        /// `VRFY` alone: RFC 5321 §4.1.1.6.
        case argumentMissing = "an argument expected"
        /// `DATA now`: RFC 5321 §4.1.1.4.
        case argumentUnexpected = "this command takes no argument"
        /// A NUL, a bare CR or the like: RFC 5321 §2.4.
        case controlCharacter = "a command cannot contain control characters"
        /// An octet above 127: RFC 5321 §2.4.
        case eightBit = "a command can contain only ASCII"
        /// `AUTH` followed by no name: RFC 4954 §4.
        case mechanism = "the name of a SASL mechanism expected"
        /// `AUTH` followed by a name that EHLO did not list: RFC 4954 §4.
        case mechanismUnknown = "a mechanism that the server offers expected"
        /// A response that does not decode: RFC 4954 §4, RFC 4648 §4.
        case base64 = "base64 expected"
    }

    /// The sentence shown next to the caret.
    public var explanation: String { expected.map { "\($0) expected" } ?? problem.rawValue }
}
