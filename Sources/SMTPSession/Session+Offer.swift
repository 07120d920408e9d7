import SMTPGrammar

// RFC 5321 §2.2.2: a client uses only what the reply to EHLO listed. Nearly always that is what the
// configuration says; where a policy worded the reply, what it said counts: what it left out is not offered,
// and what it added is refused as something that the server does not have (§4.2.4).

extension Session {
    /// What the reply to EHLO listed, where a policy worded it.
    public var listedKeywords: [String]? { listed }

    /// Takes what the reply to EHLO listed from a driver that has the reply from elsewhere; nil where that is not known.
    package mutating func takeOffer(_ keywords: [String]?) { listed = keywords }

    /// The keywords in a reply that a policy worded: one begins each line but the first.
    package static func keywords(worded answer: Answer) -> [String] {
        if let raw = answer.rawReply {
            return raw.lines.dropFirst().map {
                String(decoding: $0.utf8.dropFirst(4), as: UTF8.self)
            }
        }
        return (answer.reply?.text ?? "").utf8.split(separator: ASCII.lineFeed).dropFirst()
            .map { String(Substring($0)) }
    }

    /// Whether the reply to EHLO listed a keyword, in capitals, or nobody else worded it.
    func lists(_ keyword: String) -> Bool {
        guard let listed else { return true }
        return listed.contains { Session.begins($0, keyword) }
    }

    /// Whether a keyword in capitals is the first word of a line.
    private static func begins(_ line: String, _ keyword: String) -> Bool {
        var octets = line.utf8.drop { $0 == ASCII.space }.makeIterator()
        for octet in keyword.utf8 {
            guard let next = octets.next(), ASCII.uppercased(next) == octet else { return false }
        }
        let next = octets.next()
        return !keyword.isEmpty && (next == nil || next == ASCII.space)
    }

    /// Whether the reply to EHLO listed a mechanism, or nobody else worded it.
    func lists(_ mechanism: OfferedMechanism) -> Bool {
        // Where the server lies about other keywords, AUTH is as the configuration has it.
        let isUntrue = configuration.presentations.first?.isUntrue ?? false
        guard let listed, !isUntrue, !tolerates(.notOffered) else { return true }
        return listed.contains {
            let words = Session.words($0)
            return words.first == "AUTH" && words.contains(mechanism.name)
        }
    }

    private static func words(_ line: String) -> [String] {
        line.split(separator: " ").map {
            String(decoding: $0.utf8.map(ASCII.uppercased), as: UTF8.self)
        }
    }

    /// Whether the server takes what belongs to an extension, though EHLO does not list it.
    private func hides(_ flag: ExtensionSet) -> Bool {
        SMTPExtension.known.contains { $0.flag == flag && hides($0.keyword) }
    }

    private func hides(_ keyword: String) -> Bool {
        configuration.presentations.first?.hides(keyword) ?? false
    }

    /// EXPN and HELP are commands of RFC 5321 itself, which clients of HELO use too.
    private static let always: ExtensionSet = [.expand, .help]

    private func lists(_ flag: ExtensionSet) -> Bool {
        guard !Session.always.contains(flag) else { return true }
        guard case .some = listed else { return SMTPExtension.known.contains { $0.flag == flag } }
        // By index, since a copy of each would count its references.
        return SMTPExtension.known.indices.contains {
            SMTPExtension.known[$0].flag == flag && lists(SMTPExtension.known[$0].keyword)
        }
    }

    /// The rule by which an extension's verb is refused, or nil if it is on offer.
    @inline(__always)
    func offerFault(_ flag: ExtensionSet) -> Rule? {
        let isOn = configuration.extensions.isSuperset(of: flag)
        if case .some = listed { return wordedOfferFault(flag, isOn: isOn) }
        return isOn ? nil : .notOffered
    }

    private func wordedOfferFault(_ flag: ExtensionSet, isOn: Bool) -> Rule? {
        guard lists(flag) else {
            return isOn && (tolerates(.notOffered) || hides(flag)) ? nil : .notOffered
        }
        return isOn ? nil : .listedButOff
    }

    /// Notes that a verb's extension was not listed, where that is tolerated.
    mutating func noteUnlisted(_ verb: Verb, _ outputs: inout [Output]) {
        let flag = verb.declared { $0.flag }
        guard !flag.isEmpty, !lists(flag) else { return }
        outputs.append(.note(Note(.notOffered)))
    }

    /// Makes sure that a parameter's extension is on offer; notes where it need not be.
    mutating func demandOffer(
        of flag: ExtensionSet, at offset: Int, _ outputs: inout [Output]
    ) throws(SyntaxError) {
        let isOn = configuration.offered.contains(flag)
        guard !lists(flag) else {
            if isOn { return }
            throw SyntaxError(
                at: offset, listed == nil ? .parameterNotOffered : .parameterListedButOff)
        }
        guard isOn, tolerates(.parameterNotOffered) || hides(flag) else {
            throw SyntaxError(at: offset, .parameterNotOffered)
        }
        outputs.append(.note(Note(.parameterNotOffered, offset: offset)))
    }
}
