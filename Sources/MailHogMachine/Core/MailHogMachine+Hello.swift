extension MailHogMachine {
    /// HELO; the sender and recipients of a message under way are kept.
    mutating func helo(_ arguments: [UInt8]) -> MailHogReply {
        record("Got HELO command, switching to MAIL state")
        state = .mail
        message.helo = arguments
        return MailHogReply(250, texts: [helloText])
    }

    /// EHLO; the sender and recipients of a message under way are kept.
    mutating func ehlo(_ arguments: [UInt8]) -> Step {
        record("Got EHLO command, switching to MAIL state")
        state = .mail
        message.helo = arguments
        let mayAuthenticate = !configuration.requireTLS || isTLSUpgraded
        guard mayAuthenticate, configuration.handlers.contains(.mechanisms) else {
            return .done(resumeMechanisms(.mechanisms([])))
        }
        return ask(.mechanisms)
    }

    func resumeMechanisms(_ verdict: Verdict) -> MailHogReply? {
        var mechanisms = verdict.isRefusal ? [] : configuration.mechanisms
        if case .mechanisms(let own) = verdict { mechanisms = own }
        let reply = list(keywords(mechanisms))
        return verdict.reply(accepted: reply, refused: reply)
    }

    /// The keywords that EHLO lists now, given these mechanisms.
    func keywords(_ mechanisms: [String]) -> [String] {
        var keywords = ["PIPELINING"]
        if configuration.handlers.contains(.tls) && !isTLSPending && !isTLSUpgraded {
            keywords.append("STARTTLS")
        }
        if !mechanisms.isEmpty {
            keywords.append("AUTH " + mechanisms.joined(separator: " "))
        }
        return keywords
    }

    private func list(_ keywords: [String]) -> MailHogReply {
        MailHogReply(250, texts: [helloText] + keywords.map { Array($0.utf8) })
    }

    private var helloText: [UInt8] { Array("Hello ".utf8) + message.helo }
}
