/// One of the recorded random sessions.
struct RecordedSession: Decodable {
    struct Config: Decodable {
        let Hostname: String
        let Ident: String
        let RejectBrokenRCPT: Bool
        let RejectBrokenMAIL: Bool
        let RequireTLS: Bool
        let MaxRecipients: Int
        let MaxLine: Int
        let MessageHook: String
        let SenderHook: String
        let RecipientHook: String
        let AuthHook: String
        let VerbHook: String
        let TLSHook: String
        let MechHook: String
    }

    struct Step: Decodable {
        let In: String
        let Reply: [String]?
        let State: String
        let From: String
        let To: [String]
        let Helo: String
        let Stored: Message?
    }

    struct Message: Decodable {
        let From: String
        let To: [String]
        let Data: String
        let Helo: String
    }

    let Config: Config
    let Greeting: [String]
    let Steps: [Step]
}

extension RecordedSession {
    struct UnknownSetting: Error { let text: String }

    func setup() throws -> Setup {
        var setup = Setup()
        setup.configuration.hostname = Config.Hostname
        setup.configuration.ident = Config.Ident
        setup.configuration.rejectBrokenRCPTSyntax = Config.RejectBrokenRCPT
        setup.configuration.rejectBrokenMAILSyntax = Config.RejectBrokenMAIL
        setup.configuration.requireTLS = Config.RequireTLS
        setup.configuration.maximumRecipients = Config.MaxRecipients
        setup.configuration.maximumLineLength = Config.MaxLine
        setup.id = "msg"
        setup.isNumbered = true
        setup.storage = try pick(Config.MessageHook, ["": .none, "accept": .accept, "fail": .fail])
        setup.rejectsBadSenders = try pick(Config.SenderHook, ["": false, "reject-bad": true])
        setup.rejectsBadRecipients = try pick(Config.RecipientHook, ["": false, "reject-bad": true])
        setup.credentials = try pick(Config.AuthHook, ["": .unchecked, "user-pass": .userPass])
        setup.filter = try pick(
            Config.VerbHook, ["": .none, "no-noop": .refusing("NOOP"), "auth-first": .authFirst])
        setup.tls = try pick(
            Config.TLSHook,
            ["": .none, "accept": .upgrading, "refuse": .refusing("TLS not available")])
        setup.mechanisms = try pick(
            Config.MechHook,
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
