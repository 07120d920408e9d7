import SMTPGrammar

// RFC 5321 §2.2.2: a client uses only what the reply to EHLO listed. Nearly always that is what the
// configuration says; where a policy worded the reply, what it said counts: what it left out is not offered,
// and what it added is refused as something that the server does not have (§4.2.4).

extension Session {
    /// What the reply to EHLO listed, where a policy worded it.
    public var listedKeywords: [String]? { listed }

    /// The keywords in a reply that a policy worded: one begins each line but the first.
    static func keywords(worded answer: Answer) -> [String] {
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
        return listed.contains { Session.words($0).first == keyword }
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
        return SMTPExtension.known.contains { $0.flag == flag && lists($0.keyword) }
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
