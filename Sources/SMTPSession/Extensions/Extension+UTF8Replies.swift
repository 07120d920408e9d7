import SMTPGrammar

// RFC 6531 §3.7.4: replies hold UTF-8 "in the limited cases specifically permitted": in those to VRFY and EXPN
// with the parameter, and in 251 and 551 to RCPT, if MAIL had it.

extension Session {
    /// Replies with a text that is not ASCII, or with what takes its place.
    mutating func replyInUTF8(_ rule: Rule, _ custom: CustomReply, _ outputs: inout [Output]) {
        let code = custom.code ?? rule.code
        switch (subject, code) {
        case (.mailboxInUTF8, 200..<300), (.mailboxInUTF8, 500..<600):
            replyAsWorded(rule, custom, &outputs)
        case (.mailbox, 200..<300), (.mailbox, 500..<600):
            refuseUTF8(isTaken: code < 300, &outputs)
        case (.other, 251), (.other, 551):
            guard envelope.parameters["SMTPUTF8"] == nil else {
                return replyAsWorded(rule, custom, &outputs)
            }
            replyInASCII(rule, CustomReply(code - 1, nil, nil), nil, &outputs)
        default: replyInASCII(rule, custom, nil, &outputs)
        }
    }

    private mutating func replyAsWorded(
        _ rule: Rule, _ custom: CustomReply, _ outputs: inout [Output]
    ) {
        let enhanced =
            isEnhanced
            ? custom.enhanced ?? Session.enhanced(rule, for: custom.code ?? rule.code) : nil
        let text = (custom.text ?? "").unicodeScalars.map {
            // No control character, nor one of those that change the direction of text.
            let isShown = $0.value > 0x9F && !$0.properties.isBidiControl || " "..."~" ~= $0
            return isShown || $0 == "\n" || $0 == "\t" ? $0 : "?"
        }
        var octets: [UInt8] = []
        for scalar in text { octets += UTF8.encode(scalar).map(Array.init) ?? [] }
        send(Reply(custom.code ?? rule.code, enhanced, text: octets, rule: rule), &outputs)
    }

    /// §3.7.4.2: without the parameter the server "MUST use either the reply-code 252 or 550", with X.6.8.
    private mutating func refuseUTF8(isTaken: Bool, _ outputs: inout [Output]) {
        let rule = Rule.replyNeedsUTF8
        guard !isTaken else {
            return send(Reply(rule, isEnhanced: isEnhanced), &outputs)
        }
        let enhanced = isEnhanced ? EnhancedStatusCode(5, 6, 8) : nil
        send(Reply(550, enhanced, text: rule.textOctets, rule: rule), &outputs)
    }
}
