import SMTPSession

/// The original's variables, and which of its handlers are set.
public struct MailHogConfiguration: Hashable, Codable, Sendable {
    /// The server's name in the greeting.
    public var hostname = "mailhog.example"
    /// What the greeting says after the name.
    public var ident = "ESMTP MailHog"
    /// Whether `RCPT TO: <a@b>`, with blanks after the colon, is refused.
    public var rejectBrokenRCPTSyntax = false
    /// Whether `MAIL FROM: <a@b>`, with blanks after the colon, is refused.
    public var rejectBrokenMAILSyntax = false
    /// Whether most commands are refused outside TLS.
    public var requireTLS = false
    /// The recipients of a message; -1 for no limit, 0 refuses all.
    public var maximumRecipients = -1
    /// The octets of a line, message text too, without its CR LF; -1 for no limit.
    public var maximumLineLength = -1
    /// The handlers that are set.
    public var handlers: MailHogHandlers = []
    /// What EHLO lists after AUTH when that handler gives no list.
    public var mechanisms: [String] {
        get { keywords.mechanisms }
        set { keywords = ListedKeywords(newValue) }
    }

    /// Whether the machine says what it takes the client's octets for, and when its state changes.
    public var reportsReadings = false

    /// The questions that the machine asks; for others it takes the default answer at once.
    public var questions = HookSet.all

    /// What EHLO lists with these mechanisms.
    private(set) var keywords = ListedKeywords(["PLAIN", "LOGIN", "CRAM-MD5"])

    private enum CodingKeys: String, CodingKey {
        case hostname, ident, rejectBrokenRCPTSyntax, rejectBrokenMAILSyntax, requireTLS
        case maximumRecipients, maximumLineLength, handlers, reportsReadings, questions
        case keywords = "mechanisms"
    }

    /// The original's defaults, with no handler.
    public init() {}

    /// Reads settings; those of earlier versions ask everything.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        hostname = try values.decode(String.self, forKey: .hostname)
        ident = try values.decode(String.self, forKey: .ident)
        rejectBrokenRCPTSyntax = try values.decode(Bool.self, forKey: .rejectBrokenRCPTSyntax)
        rejectBrokenMAILSyntax = try values.decode(Bool.self, forKey: .rejectBrokenMAILSyntax)
        requireTLS = try values.decode(Bool.self, forKey: .requireTLS)
        maximumRecipients = try values.decode(Int.self, forKey: .maximumRecipients)
        maximumLineLength = try values.decode(Int.self, forKey: .maximumLineLength)
        handlers = try values.decode(MailHogHandlers.self, forKey: .handlers)
        keywords = try values.decode(ListedKeywords.self, forKey: .keywords)
        reportsReadings = try values.decode(Bool.self, forKey: .reportsReadings)
        questions = try values.decodeIfPresent(HookSet.self, forKey: .questions) ?? .all
    }

    /// The settings of the `mailhog` profile: every handler is set, and asked.
    public static var simulator: MailHogConfiguration {
        var configuration = MailHogConfiguration()
        configuration.handlers = .hooks
        return configuration
    }
}
