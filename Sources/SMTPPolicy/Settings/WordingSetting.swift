import SMTPGrammar
import SMTPSession

/// `text.RULE`: how the reply of a rule is worded, `[CODE [X.Y.Z]] TEXT`.
enum WordingSetting {
    static func get(_ rule: Rule, _ configuration: Configuration) -> String {
        guard let wording = configuration.presentation.wordings[rule] else { return "usual" }
        let code = wording.code ?? rule.code
        let words = [
            wording.code != nil || wording.enhanced != nil || startsWithCode(wording.text)
                ? "\(code)" : nil,
            wording.enhanced?.description, wording.text,
        ]
        return words.compactMap(\.self).joined(separator: " ")
    }

    static func set(
        _ rule: Rule, _ configuration: inout Configuration, _ text: String
    ) throws(SettingKind.ValueFault) {
        guard text.lowercased() != "usual" else {
            configuration.presentation.wordings[rule] = nil
            return
        }
        let wording = read(text)
        if let fault = rule.fault(of: wording) { throw expected(rule, fault) }
        guard wording.text?.isEmpty != true, (wording.text ?? "").utf8.count <= 1_000 else {
            throw SettingKind.ValueFault(expected: "a text of at most 1000 octets, or usual")
        }
        configuration.presentation.wordings[rule] = wording
    }

    private static func expected(
        _ rule: Rule, _ fault: CustomReply.Fault
    ) -> SettingKind.ValueFault {
        let digit = rule.code / 100
        let usual = digit == 4 ? "a code of 4yz but 421" : "a code of \(digit)yz"
        let code = rule.code == 421 ? "the code 421" : usual
        let rest = "an enhanced code of its class, and a text in ASCII"
        return SettingKind.ValueFault(expected: "\(code), \(rest)")
    }

    /// A text that begins as a reply does is read as one.
    private static func read(_ text: String) -> CustomReply {
        guard startsWithCode(text) else { return CustomReply(nil, nil, text) }
        var rest = text.dropFirst(3).drop { $0 == " " }
        let code = UInt16(text.prefix(3))
        let word = rest.prefix { $0 != " " }
        let enhanced = EnhancedStatusCode(String(word))
        if enhanced != nil { rest = rest.dropFirst(word.count).drop { $0 == " " } }
        return CustomReply(code, enhanced, rest.isEmpty ? nil : String(rest))
    }

    private static func startsWithCode(_ text: String?) -> Bool {
        guard let octets = text?.utf8.prefix(4) else { return false }
        return octets.count >= 3 && octets.prefix(3).allSatisfy { $0 &- 0x30 < 10 }
            && octets.dropFirst(3).allSatisfy { $0 == 0x20 }
    }
}
