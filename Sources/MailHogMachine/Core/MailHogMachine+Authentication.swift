import SMTPGrammar

extension MailHogMachine {
    /// The challenge of every CRAM-MD5 exchange.
    static let cramMD5Challenge =
        "PDQxOTI5NDIzNDEuMTI4Mjg0NzJAc291cmNlZm91ci5hbmRyZXcuY211LmVkdT4="

    /// AUTH; the mechanism is recognized in capitals only.
    mutating func authenticate(_ arguments: [UInt8]) -> Step {
        if let text = arguments.removingPrefix("PLAIN ") {
            record("Got PLAIN authentication: %s") { _ in [.secret(text)] }
            return plain(text, isInitial: true)
        }
        if let text = arguments.removingPrefix("EXTERNAL ") {
            record("Got EXTERNAL authentication: %s") { _ in [.secret(text)] }
            return verify(
                AuthenticationClaim(mechanism: "EXTERNAL", arguments: [text], isInitial: true))
        }
        switch String(decoding: arguments, as: UTF8.self) {
        case "PLAIN": return challenge("", .authPlain)
        case "LOGIN": return challenge("VXNlcm5hbWU6", .authLogin)
        case "CRAM-MD5": return challenge(MailHogMachine.cramMD5Challenge, .authCramMD5)
        default: return .done(.unsupportedAuthentication())
        }
    }

    private mutating func challenge(_ challenge: String, _ next: MailHogState) -> Step {
        record("Got AUTH command, switching to %s state") { _ in [.name(next.name)] }
        state = next
        return .done(.authenticationResponse(challenge))
    }

    mutating func plainResponse(_ command: MailHogCommand) -> Step {
        record("Got PLAIN authentication response: '%s'") { _ in [.secret(command.arguments)] }
        state = .mail
        return plain(command.line, isInitial: false)
    }

    mutating func loginUser(_ command: MailHogCommand) -> Step {
        record("Got LOGIN authentication response: '%s'") { _ in [.secret(command.arguments)] }
        return challenge("UGFzc3dvcmQ6", .authLogin2)
    }

    /// The user name is whatever the line before was.
    mutating func loginPassword(_ command: MailHogCommand) -> Step {
        record("Got LOGIN authentication response: '%s'") { _ in [.secret(command.arguments)] }
        state = .mail
        return verify(
            AuthenticationClaim(mechanism: "LOGIN", arguments: [lastLine, command.line]))
    }

    mutating func cramMD5Response(_ command: MailHogCommand) -> Step {
        record("Got CRAM-MD5 authentication response: '%s'") { _ in [.secret(command.arguments)] }
        state = .mail
        return verify(AuthenticationClaim(mechanism: "CRAM-MD5", arguments: [command.line]))
    }
}

extension MailHogMachine {
    /// The message is parsed only if a handler will see it.
    private mutating func plain(_ text: [UInt8], isInitial: Bool) -> Step {
        guard configuration.handlers.contains(.authentication) else {
            return .done(.authenticationOk())
        }
        let parts = ForgivingBase64.decode(text)
            .split(separator: ASCII.nul, omittingEmptySubsequences: false)
        guard parts.count >= 3 else { return .done(.error("Badly formed parameter")) }
        return verify(
            AuthenticationClaim(
                mechanism: "PLAIN", arguments: [Array(parts[1]), Array(parts[2])],
                isInitial: isInitial))
    }

    private mutating func verify(_ claim: AuthenticationClaim) -> Step {
        guard configuration.handlers.contains(.authentication) else {
            return .done(.authenticationOk())
        }
        return ask(.authentication(claim))
    }

    func resumeAuthentication(_ verdict: Verdict) -> MailHogReply? {
        verdict.reply(accepted: .authenticationOk(), refused: .invalidAuthentication())
    }
}

extension [UInt8] {
    fileprivate func removingPrefix(_ prefix: StaticString) -> [UInt8]? {
        let prefix = prefix.withUTF8Buffer { Array($0) }
        return starts(with: prefix) ? Array(dropFirst(prefix.count)) : nil
    }
}
