import SMTPGrammar

extension Session {
    /// RFC 2034 §4: enhanced codes in all replies "except the initial greeting and any response to HELO
    /// or EHLO".
    var isEnhanced: Bool {
        configuration.extensions.contains(.enhancedStatusCodes) && subject != .connection
    }

    func tolerates(_ rule: Rule) -> Bool { configuration.tolerated.contains(rule) }

    /// Replies with a rule's code and text.
    @inline(__always)
    mutating func reply(_ rule: Rule, _ outputs: inout [Output]) {
        let isEnhanced = isEnhanced
        guard configuration.presentations.isEmpty else {
            return say(Reply(rule, isEnhanced: isEnhanced), &outputs)
        }
        send(rule, isEnhanced: isEnhanced, &outputs)
    }

    /// Replies with a rule's code, and its text or another one.
    mutating func reply(_ rule: Rule, text: [UInt8]?, _ outputs: inout [Output]) {
        guard let text else { return reply(rule, &outputs) }
        let enhanced = isEnhanced ? rule.enhanced : nil
        say(Reply(rule.code, enhanced, text: text, rule: rule), &outputs)
    }

    /// Refuses what the client sent, by a rule that is not a policy's.
    mutating func refuse(
        _ rule: Rule, _ fault: SyntaxError? = nil, enhanced: EnhancedStatusCode? = nil,
        text: String? = nil, _ outputs: inout [Output]
    ) {
        // RFC 5321 §3.1: who was turned away gets 503 for all but QUIT, which ends the session.
        if let rule = control.refusal { return reply(rule, &outputs) }
        counters.errors += 1
        let limit = configuration.limits.errors
        guard limit == 0 || counters.errors < limit else {
            reply(.tooManyErrors, text: named(.tooManyErrors), &outputs)
            return close(&outputs)
        }
        defer { closeIfWanted(after: rule, &outputs) }
        guard fault != nil || enhanced != nil || text != nil else { return reply(rule, &outputs) }
        let code = isEnhanced ? enhanced ?? rule.enhanced : nil
        let text = text.map { Session.visible(Array($0.utf8)) }
        say(Reply(rule.code, code, text: text, rule: rule, fault: fault), &outputs)
    }

    /// A refusal by some rules is the last word, if the server is set so.
    private mutating func closeIfWanted(after rule: Rule, _ outputs: inout [Output]) {
        guard configuration.closing.contains(rule), !control.isClosed else { return }
        close(&outputs)
    }

    /// Refuses what an extension does not take.
    mutating func refuse(_ refusal: Refusal, at place: Int? = nil, _ outputs: inout [Output]) {
        let fault = place.flatMap { place in
            refusal.expected.map { SyntaxError(at: place, .parameterValue, expected: $0) }
        }
        refuse(refusal.rule, fault, enhanced: refusal.enhanced, text: refusal.text, &outputs)
    }

    mutating func refuse(_ rule: Rule, _ outputs: inout [Output]) {
        refuse(rule, nil, enhanced: nil, &outputs)
    }

    /// Lets a departure pass with a note, or refuses it.
    mutating func permits(
        _ rule: Rule, at offset: Int?, fault: SyntaxError? = nil, _ outputs: inout [Output]
    ) -> Bool {
        guard tolerates(rule) else {
            refuse(rule, fault, &outputs)
            return false
        }
        outputs.append(.note(Note(rule, offset: offset)))
        return true
    }

    /// Replies with what a policy worded, and the rest from the rule.
    mutating func reply(
        _ rule: Rule, _ custom: CustomReply?, text: [UInt8]? = nil, _ outputs: inout [Output]
    ) {
        let code = custom?.code ?? rule.code
        let text = text ?? (code == 221 || code == 421 ? named(rule) : nil)
        guard let custom else { return reply(rule, text: text, &outputs) }
        if custom.text?.utf8.contains(where: { $0 > 127 }) == true {
            return replyInUTF8(rule, custom, &outputs)
        }
        replyInASCII(rule, custom, text, &outputs)
    }

    /// What no reply may hold is a question mark.
    mutating func replyInASCII(
        _ rule: Rule, _ custom: CustomReply, _ text: [UInt8]?, _ outputs: inout [Output]
    ) {
        let code = custom.code ?? rule.code
        let enhanced = isEnhanced ? custom.enhanced ?? Session.enhanced(rule, for: code) : nil
        let prefix = 4 + (enhanced.map { $0.description.utf8.count + 1 } ?? 0)
        let wording =
            (code == 421 ? named(custom) : custom).wording(after: prefix) ?? text
            ?? rule.textOctets
        let reply = Reply(code, enhanced, text: wording, rule: rule)
        // What a policy worded stays as it is.
        guard custom.text == nil || hasOnlyName(custom, rule) else {
            return send(reply, &outputs)
        }
        say(reply, keeping: custom, &outputs)
    }

    /// The rule's enhanced code if its class fits, else the general one of the class.
    static func enhanced(_ rule: Rule, for code: UInt16) -> EnhancedStatusCode? {
        guard let usual = rule.enhanced else { return nil }
        let wanted = UInt8(code / 100)
        guard wanted != usual.class else { return usual }
        return [2, 4, 5].contains(wanted) ? EnhancedStatusCode(wanted, 0, 0) : nil
    }

    /// The rule's text after the server's name, with which 221 and 421 begin (RFC 5321 §4.2.3).
    func named(_ rule: Rule) -> [UInt8] {
        var text = Session.visible(Array(configuration.hostname.utf8))
        text.append(ASCII.space)
        text.append(text: rule.text)
        return text
    }

    /// A policy's 421 with the server's name in front of its text, unless it is there.
    private func named(_ custom: CustomReply) -> CustomReply {
        guard let text = custom.text, !text.hasPrefix(configuration.hostname) else { return custom }
        return CustomReply(custom.code, custom.enhanced, "\(configuration.hostname) \(text)")
    }

    /// Octets of one line of text: "the maximum total length of a reply line including the reply
    /// code and the <CRLF> is 512 octets" (RFC 5321 §4.5.3.1.5).
    static let longestText = 506

    /// Text that is safe in a reply: what is neither printable ASCII nor a tab becomes a question mark
    /// (RFC 5321 §4.2, `textstring`), so that no octet of a client or a policy can forge a line.
    ///
    /// Line feeds stay, since they separate lines.
    package static func visible(_ octets: [UInt8]) -> [UInt8] {
        var octets = octets
        makeVisible(&octets)
        return octets
    }

    static func makeVisible(_ octets: inout [UInt8]) { makeVisible(&octets, octets.indices) }

    static func makeVisible(_ octets: inout [UInt8], _ range: Range<Int>) {
        // Nearly always there is nothing to do.
        guard LineScanner.firstUnprintable(octets.span.extracting(range), from: 0) != nil else {
            return
        }
        for index in range {
            let octet = octets[index]
            let isShown = ASCIISet.printable.contains(octet)
            guard !isShown, octet != ASCII.lineFeed, octet != ASCII.tab else { continue }
            octets[index] = UInt8(ascii: "?")
        }
    }
}

extension Rule {
    var textOctets: [UInt8] { text.withUTF8Buffer { Array($0) } }
}
