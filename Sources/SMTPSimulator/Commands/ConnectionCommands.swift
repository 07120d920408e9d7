import OctetText
import SASL
import SMTPGrammar
import SMTPPolicy
import SMTPScript
import SMTPSession

struct ConnectCommand: ActingCommand {
    static let definition = CommandDefinition(
        "connect", "[ip=ADDRESS] [port=N] [tls]", .simulate, "Opens the connection, or a new one.",
        examples: [":connect", ":connect ip=192.0.2.1"])

    static let isNumbered = false
    var peer = Peer()

    static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        var peer = Peer()
        while let word = try words.next() {
            if let address = word.value(of: "ip=") {
                guard AddressLiteral.isInternetAddress(Array(address.utf8)) else {
                    throw CommandError(
                        "expected an address: ip=192.0.2.1 or ip=2001:db8::1", at: word.column)
                }
                peer.address = address
            } else if let port = word.value(of: "port=") {
                guard let number = UInt16(port) else {
                    throw CommandError("expected a port, 0 to 65535", at: word.column)
                }
                peer.port = number
            } else if word.text == "tls" {
                peer.tls = TLSInfo()
            } else {
                throw CommandError("expected ip=ADDRESS, port=N or tls", at: word.column)
            }
        }
        return Self(peer: peer)
    }

    func arguments(secrets: Bool) -> [String] {
        let usual = Peer()
        return [
            peer.address == usual.address ? "" : EscapedText.word("ip=" + peer.address),
            peer.port == usual.port ? "" : "port=\(peer.port)",
            peer.tls == nil ? "" : "tls",
        ]
    }

    func act(_ performance: inout Performance) throws(Misuse) { try performance.connect(peer) }

    static func completions(after arguments: [String]) -> [ArgumentKind] {
        [ArgumentKind.choices(options.besides(arguments))]
    }

    private static let options = [
        ArgumentKind.Choice(word: "ip=", meaning: "the client's address", isWhole: false),
        ArgumentKind.Choice(word: "port=", meaning: "the client's port", isWhole: false),
        ArgumentKind.Choice(word: "tls", meaning: "the connection begins with a handshake"),
    ]
}

package struct CloseCommand: SessionNumberCommand, SimulatorCommand {
    package static let definition = CommandDefinition(
        "close", "[N]", .simulate, "Closes the connection as the client.",
        details: "With smtpsim listen, the server closes session N, or the one in focus.",
        completions: [.sessions])

    package var session: Int?

    package init(session: Int? = nil) { self.session = session }

    package func perform(on simulator: inout Simulator) throws(SimulatorError) -> CommandOutcome {
        guard session == nil else {
            throw .unsuitable(
                "only smtpsim listen has sessions with numbers; :close closes this one")
        }
        return CommandOutcome(step: try simulator.close())
    }
}

struct ShutdownCommand: PlainCommand, ActingCommand {
    static let definition = CommandDefinition(
        "shutdown", .simulate, "Stops the server: the client gets 421, and the connection closes.")

    func act(_ performance: inout Performance) throws(Misuse) { try performance.shutDown() }
}

struct TLSCommand: ActingCommand {
    static let definition = CommandDefinition(
        "tls", "[version=V] [cipher=SUITE] [name=SERVER] [identity=NAME]", .simulate,
        "Performs the TLS handshake.",
        details: """
            cipher is the suite that was agreed, which Received fields name. name is the server that the \
            client asked for, by SNI. identity is what a client certificate would prove; EXTERNAL uses it.
            """,
        examples: [":tls", ":tls identity=tim", ":tls cipher=TLS_AES_128_GCM_SHA256"])

    var info = TLSInfo()

    static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        var info = TLSInfo()
        while let word = try words.next() {
            if let version = word.value(of: "version=") {
                info.version = EscapedText.inLine(version.utf8)
            } else if let identity = word.value(of: "identity=") {
                info.clientIdentity = EscapedText.inLine(identity.utf8)
            } else if let cipher = word.value(of: "cipher=") {
                guard TLSCommand.isCipher(cipher) else {
                    throw CommandError(
                        "expected a name such as cipher=TLS_AES_128_GCM_SHA256", at: word.column)
                }
                info.cipher = cipher
            } else if let name = word.value(of: "name=") {
                guard TLSCommand.isServerName(name) else {
                    throw CommandError(
                        "expected a name such as name=mx.sim.example", at: word.column)
                }
                info.serverName = name
            } else {
                throw CommandError(
                    "expected version=…, cipher=…, name=… or identity=…", at: word.column)
            }
        }
        return Self(info: info)
    }

    func arguments(secrets: Bool) -> [String] {
        let isUsual = info.version == TLSInfo().version
        return [
            isUsual ? "" : EscapedText.word("version=" + info.version),
            info.cipher.map { "cipher=" + $0 } ?? "",
            info.serverName.map { EscapedText.word("name=" + $0) } ?? "",
            info.clientIdentity.map { EscapedText.word("identity=" + $0) } ?? "",
        ]
    }

    /// RFC 8314 §4.3: a letter, and then letters, digits and underscores.
    private static func isCipher(_ name: String) -> Bool {
        let isWritten = name.utf8.allSatisfy {
            ASCIISet.letterDigitHyphen.contains($0) && $0 != UInt8(ascii: "-")
                || $0 == UInt8(ascii: "_")
        }
        return isWritten && (1...100).contains(name.utf8.count) && name.first?.isLetter == true
    }

    /// RFC 6066 §3: a host name in ASCII.
    private static func isServerName(_ name: String) -> Bool {
        (1...255).contains(name.utf8.count) && name.utf8.allSatisfy { (0x21..<0x7F).contains($0) }
    }

    func act(_ performance: inout Performance) throws(Misuse) { try performance.secure(info) }

    static func completions(after arguments: [String]) -> [ArgumentKind] {
        let options = [
            ArgumentKind.Choice(word: "version=TLSv1.2", meaning: "the version that was agreed"),
            ArgumentKind.Choice(word: "version=TLSv1.3", meaning: "the version that was agreed"),
            ArgumentKind.Choice(
                word: "cipher=TLS_AES_128_GCM_SHA256", meaning: "the cipher suite that was agreed"),
            ArgumentKind.Choice(
                word: "name=", meaning: "the server that the client asked for", isWhole: false),
            ArgumentKind.Choice(
                word: "identity=", meaning: "what the client's certificate proves",
                isWhole: false),
        ]
        return [.choices(options.besides(arguments))]
    }
}

package struct AuthCommand: SendingCommand {
    package static let definition = CommandDefinition(
        "auth", "MECHANISM [USER PASSWORD]", .simulate,
        "Computes what a client sends for AUTH, types it, and explains each message.",
        details: """
            A token of OAUTHBEARER or XOAUTH2 takes the password's place, so :user names it too. \
            EXTERNAL takes at most whom to act as, ANONYMOUS at most a name or an address.
            """,
        examples: [":auth PLAIN tim secret", ":auth SCRAM-SHA-256 tim secret", ":auth EXTERNAL"],
        completions: [.mechanisms, .users], secrecy: .password(after: 2))

    package var mechanism: Mechanism
    var credential: Credential

    package static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        let mechanism = try CommandWords.choice(
            try words.required("a mechanism"), "mechanism",
            [Mechanism].spoken.map { ($0.name, $0) })
        if mechanism.credentialForm == .name {
            let user = try words.next()?.text ?? ""
            try words.end()
            let identity = user.isEmpty ? nil : user
            return Self(
                mechanism: mechanism,
                credential: Credential(
                    user: user, secret: Secret(""), authorizationIdentity: identity))
        }
        let user = try words.required("a user's name").text
        let password = Secret(try words.password().text)
        return Self(mechanism: mechanism, credential: Credential(user: user, secret: password))
    }

    package func arguments(secrets: Bool) -> [String] {
        guard !credential.user.isEmpty else { return [mechanism.name] }
        return [
            mechanism.name, EscapedText.word(credential.user),
            CommandWords.written(credential.secret, secrets),
        ]
    }

    package func perform(on simulator: inout Simulator) throws(SimulatorError) -> CommandOutcome {
        CommandOutcome(step: try simulator.authenticate(mechanism, credential))
    }
}

struct WaitCommand: ActingCommand {
    static let definition = CommandDefinition(
        "wait", "DURATION", .simulate, "Lets virtual time pass.",
        examples: [":wait 5m", ":wait 90s"])

    var milliseconds: UInt64

    static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        let word = try words.last("a duration such as 5m")
        guard let milliseconds = DurationText.parse(word.text) else {
            throw CommandError("expected a duration: 250ms, 5s, 2m, 1h", at: word.column)
        }
        return Self(milliseconds: milliseconds)
    }

    func arguments(secrets: Bool) -> [String] { [DurationText.print(milliseconds)] }

    func act(_ performance: inout Performance) throws(Misuse) { try performance.wait(milliseconds) }
}

extension CommandWords.Word {
    /// What follows a key, if the word begins with it.
    fileprivate func value(of key: String) -> String? {
        // Not by characters: what follows may combine with the equals sign.
        guard text.utf8.starts(with: key.utf8) else { return nil }
        return String(Substring(text.utf8.dropFirst(key.utf8.count)))
    }
}

extension Simulator {
    /// Opens the connection, or another one; throws if one is open.
    @discardableResult
    public mutating func connect(_ peer: Peer = Peer()) throws(SimulatorError) -> Step {
        try perform(ConnectCommand(peer: peer))
    }

    /// Closes the connection as the client; throws if none is open.
    @discardableResult
    public mutating func close() throws(SimulatorError) -> Step {
        let command = PromptCommand(CloseCommand())
        return try perform(.command(command)) { performance throws(Misuse) in
            try performance.close()
        }
    }

    /// Stops the server: the client gets 421 (RFC 5321 §3.8); throws if no connection is open.
    @discardableResult
    public mutating func shutDown() throws(SimulatorError) -> Step {
        try perform(ShutdownCommand())
    }

    /// Performs the TLS handshake; throws if the server is not ready for it.
    @discardableResult
    public mutating func secure(_ info: TLSInfo = TLSInfo()) throws(SimulatorError) -> Step {
        try perform(TLSCommand(info: info))
    }

    /// Lets so many milliseconds of virtual time pass.
    @discardableResult
    public mutating func wait(_ milliseconds: UInt64) throws(SimulatorError) -> Step {
        try perform(WaitCommand(milliseconds: milliseconds))
    }
}

extension [ArgumentKind.Choice] {
    /// Those whose key, up to the equals sign, is not among these words.
    fileprivate func besides(_ words: [String]) -> [ArgumentKind.Choice] {
        func key(_ word: String) -> Substring { word.prefix { $0 != "=" } }
        let given = Set(words.map(key))
        return filter { !given.contains(key($0.word)) }
    }
}
