import OctetText
import SMTPDriver
import SMTPGrammar
import SMTPSession
import SMTPSimulator

// What a rule of the catalogue cannot say, since it is about the case at hand: whose extension a word belongs
// to, and how to switch it on.

extension Look {
    /// What there is to say of a reply besides its rule.
    func particulars(of reason: ReplyReason) -> [String] {
        switch reason.reply.rule {
        case .notOffered, .listedButOff:
            verbExtension(of: reason).map { [belonging($0.verb, to: $0.owner, reason)] } ?? []
        case .parameterNotOffered, .parameterListedButOff:
            parameterExtension(of: reason).map { [belonging($0.keyword, to: $0.owner, reason)] }
                ?? []
        case .unknownCommand: verb(of: reason).flatMap(unknownWord).map { [$0] } ?? []
        case .unknownParameter: keyword(of: reason).flatMap(unknownWord).map { [$0] } ?? []
        case _: []
        }
    }

    private func belonging(
        _ word: String, to owner: SMTPExtension, _ reason: ReplyReason
    ) -> String {
        let isOn = owner.isOn(in: reason.step.before.configuration)
        let what = "\(word) belongs to the extension \(owner.keyword) (\(owner.clause))"
        if isOn {
            return "\(what), which is on, but was not in the reply to EHLO, which a policy worded."
        }
        let listed =
            reason.reply.rule == .listedButOff || reason.reply.rule == .parameterListedButOff
            ? "which a policy put into the reply to EHLO, though it is off"
            : "which this server does not list in its reply to EHLO"
        return "\(what), \(listed). :set \(owner.setting) on switches it on."
    }

    private func verbExtension(of reason: ReplyReason) -> (verb: String, owner: SMTPExtension)? {
        guard let verb = verb(of: reason) else { return nil }
        return SMTPExtension.known.first { $0.verbs.contains { $0.verb.name == verb } }
            .map { (verb, $0) }
    }

    private func parameterExtension(
        of reason: ReplyReason
    ) -> (keyword: String, owner: SMTPExtension)? {
        guard let keyword = keyword(of: reason) else { return nil }
        return simulator.configuration.allExtensions
            .first { $0.parameters.contains { $0.keyword == keyword } }.map { (keyword, $0) }
    }

    /// The first word of the command that a reply answers, in capitals.
    private func verb(of reason: ReplyReason) -> String? {
        guard let reading = reason.reading else { return nil }
        return reading.maskedLine.split(separator: ASCII.space).first.map(Look.name)
    }

    /// The keyword of the parameter that a reply refuses, in capitals.
    private func keyword(of reason: ReplyReason) -> String? {
        guard let fault = reason.reply.fault, let line = reason.reading?.maskedLine,
            line.indices.contains(line.startIndex + fault.offset)
        else { return nil }
        let rest = line[(line.startIndex + fault.offset)...]
        return Look.name(rest.prefix { $0 != ASCII.space && $0 != ASCII.equals })
    }

    private static func name(_ word: ArraySlice<UInt8>) -> String {
        String(decoding: word.map(ASCII.uppercased), as: UTF8.self)
    }

    /// What the reference knows of a word that the machine does not.
    private func unknownWord(_ word: String) -> String? {
        let shown = EscapedText.shown(word)
        guard let owner = Reference.owner(of: word) else {
            return Reference.otherVerb(word).map {
                "\(shown) (\($0.clause)) is a verb that this server does not have: "
                    + ($0.paragraphs.first ?? "")
            }
        }
        return "\(shown) belongs to the extension \(owner.title) (\(owner.clause)), which "
            + "this server does not have."
    }
}

extension Reading {
    /// The line without its end, secrets masked.
    fileprivate var maskedLine: ArraySlice<UInt8> {
        Reading(kind, maskedOctets, isPartial: isPartial).line
    }
}
