import MailHogMachine

/// One of the recorded random sessions.
struct RecordedSession: Decodable {
    let config: Config
    let greeting: [String]
    let steps: [Step]

    enum CodingKeys: String, CodingKey {
        case config = "Config"
        case greeting = "Greeting"
        case steps = "Steps"
    }
}

extension RecordedSession {
    struct Config: Decodable {
        let hostname: String
        let ident: String
        let rejectBrokenRCPT: Bool
        let rejectBrokenMAIL: Bool
        let requireTLS: Bool
        let maximumRecipients: Int
        let maximumLine: Int
        let message: String
        let sender: String
        let recipient: String
        let authentication: String
        let verb: String
        let tls: String
        let mechanisms: String

        enum CodingKeys: String, CodingKey {
            case hostname = "Hostname"
            case ident = "Ident"
            case rejectBrokenRCPT = "RejectBrokenRCPT"
            case rejectBrokenMAIL = "RejectBrokenMAIL"
            case requireTLS = "RequireTLS"
            case maximumRecipients = "MaxRecipients"
            case maximumLine = "MaxLine"
            case message = "MessageHook"
            case sender = "SenderHook"
            case recipient = "RecipientHook"
            case authentication = "AuthHook"
            case verb = "VerbHook"
            case tls = "TLSHook"
            case mechanisms = "MechHook"
        }
    }

    struct Step: Decodable {
        let input: String
        let reply: [String]?
        let state: String
        let from: String
        let to: [String]
        let helo: String
        let stored: Message?

        enum CodingKeys: String, CodingKey {
            case input = "In"
            case reply = "Reply"
            case state = "State"
            case from = "From"
            case to = "To"
            case helo = "Helo"
            case stored = "Stored"
        }
    }

    struct Message: Decodable {
        let from: String
        let to: [String]
        let data: String
        let helo: String

        enum CodingKeys: String, CodingKey {
            case from = "From"
            case to = "To"
            case data = "Data"
            case helo = "Helo"
        }
    }
}

extension RecordedSession {
    struct UnknownSetting: Error { let text: String }

    func setup() throws -> Setup {
        var setup = Setup()
        setup.configuration.hostname = config.hostname
        setup.configuration.ident = config.ident
        setup.configuration.rejectBrokenRCPTSyntax = config.rejectBrokenRCPT
        setup.configuration.rejectBrokenMAILSyntax = config.rejectBrokenMAIL
        setup.configuration.requireTLS = config.requireTLS
        setup.configuration.maximumRecipients = config.maximumRecipients
        setup.configuration.maximumLineLength = config.maximumLine
        setup.id = "msg"
        setup.isNumbered = true
        setup.storage = try pick(config.message, ["": .none, "accept": .accept, "fail": .fail])
        setup.rejectsBadSenders = try pick(config.sender, ["": false, "reject-bad": true])
        setup.rejectsBadRecipients = try pick(config.recipient, ["": false, "reject-bad": true])
        setup.credentials = try pick(
            config.authentication, ["": .unchecked, "user-pass": .userPass])
        setup.filter = try pick(
            config.verb, ["": .none, "no-noop": .refusing("NOOP"), "auth-first": .authFirst])
        setup.tls = try pick(
            config.tls,
            ["": .none, "accept": .upgrading, "refuse": .refusing("TLS not available")])
        setup.mechanisms = try pick(
            config.mechanisms,
            [
                "": nil, "none": [], "plain": ["PLAIN"],
                "all": ["PLAIN", "LOGIN", "CRAM-MD5", "EXTERNAL"],
            ])
        return setup
    }

    private func pick<Value>(_ name: String, _ values: [String: Value]) throws -> Value {
        guard let value = values[name] else { throw UnknownSetting(text: name) }
        return value
    }
}
