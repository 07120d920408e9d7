/// What the machine waits for, with the original's numbers and names.
public enum MailHogState: Int, Hashable, Codable, Sendable, CaseIterable {
    /// The start.
    case invalid = -1
    /// HELO or EHLO.
    case establish = 1
    /// The response of a PLAIN exchange.
    case authPlain
    /// The user name of a LOGIN exchange.
    case authLogin
    /// The password of a LOGIN exchange.
    case authLogin2
    /// The response of a CRAM-MD5 exchange.
    case authCramMD5
    /// MAIL.
    case mail
    /// RCPT or DATA.
    case recipient
    /// Message text.
    case data
    /// Nothing: QUIT has been answered. The machine still answers.
    case done

    /// The original's name, `ESTABLISH`.
    public var name: String {
        switch self {
        case .invalid: "INVALID"
        case .establish: "ESTABLISH"
        case .authPlain: "AUTHPLAIN"
        case .authLogin: "AUTHLOGIN"
        case .authLogin2: "AUTHLOGIN2"
        case .authCramMD5: "AUTHCRAMMD5"
        case .mail: "MAIL"
        case .recipient: "RCPT"
        case .data: "DATA"
        case .done: "DONE"
        }
    }
}
