/// Where a command's text departs from the grammar, and from which part of it.
public struct SyntaxError: Error, Hashable, Sendable, Codable {
    /// The first octet that does not fit, counted from the beginning of the line, from 0.
    public let offset: Int
    /// What the grammar asks for at that place.
    public let problem: Problem

    /// An error at a place of the line.
    ///
    /// - Parameters:
    ///   - offset: the octet, counted from the beginning of the line, from 0
    ///   - problem: what is wrong there
    public init(at offset: Int, _ problem: Problem) {
        self.offset = offset
        self.problem = problem
    }

    /// The ways in which a command's text can be wrong.
    @nonexhaustive
    public enum Problem: String, Hashable, Sendable, Codable, CaseIterable {
        case from = "FROM: expected"
        case to = "TO: expected"
        case spaceAfterColon = "no space is allowed after the colon"
        case openingBracket = "< expected before the path"
        case closingBracket = "> expected after the path"
        case sourceRoute = "a source route is @host,@host: before the mailbox"
        case localPart = "a local part expected: atoms joined by dots, or a quoted string"
        case quotedString = "a quoted string ends with a quotation mark"
        case atSign = "@ and a domain expected"
        case domain = "a domain expected: labels of letters, digits and hyphens joined by dots"
        case addressLiteral = "an address literal expected: [192.0.2.1] or [IPv6:2001:db8::1]"
        case localPartTooLong = "the local part is longer than the limit"
        case domainTooLong = "the domain is longer than the limit"
        case pathTooLong = "the path is longer than the limit"
        case nullForwardPath = "a recipient cannot be the null path"
        case parameterSpace = "a space expected before a parameter"
        case parameterKeyword = "a parameter's keyword expected: letters, digits and hyphens"
        case parameterValue = "a parameter's value expected: printable, without space or ="
        case extraBlank = "one space is enough here"
        case sizeDigits = "1 to 20 digits expected"
        case bodyType = "7BIT or 8BITMIME expected"
        case submitter = "a mailbox in xtext, or <>, expected"
        case parameterAfterHelo = "parameters need EHLO"
        case unknownParameter = "this parameter belongs to no extension that the server offers"
        case duplicateParameter = "this parameter is given twice"
        case tooManyParameters = "more parameters than the limit"
        case argumentMissing = "an argument expected"
        case argumentUnexpected = "this command takes no argument"
        case controlCharacter = "a control character cannot stand in a command"
        case eightBit = "only ASCII can stand in a command"
        case mechanism = "the name of a SASL mechanism expected"
        case mechanismUnknown = "a mechanism that the server offers expected"
        case base64 = "base64 expected"
    }

    /// The sentence that stands beside the caret.
    public var explanation: String { problem.rawValue }
}
