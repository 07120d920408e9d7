import OctetText
import SMTPGrammar
import SMTPSession

/// Answers as a person writes them, at the `A: ` prompt and after a handler's pattern.
///
///     A: tempfail 451 4.7.1 "Greylisted, come back later"
package enum AnswerText {
    /// Reads an answer that the machine accepts for this kind of question; throws where the text is wrong.
    package static func parse(_ text: String, for hook: Hook) throws(PolicySyntaxError) -> Answer {
        var reader = ActionReader(words: WordReader(text), hook: hook, offersAsk: false)
        let action = try reader.read()
        try reader.words.end()
        switch action {
        case .answer(let answer): return answer
        case .ask:
            throw PolicySyntaxError("this is the question already", at: 0, in: Array(text.utf8))
        }
    }

    /// Prints an answer so that `parse` reads it back, free of line ends and control characters.
    package static func print(_ answer: Answer) -> String {
        switch answer {
        case .accept(let reply): words(.accept, reply)
        case .reject(let reply): words(.reject, reply)
        case .tempfail(let reply): words(.tempfail, reply)
        case .close(let reply): words(.close, reply)
        case .discard: words(.discard)
        case .disconnect: words(.disconnect)
        case .silence: words(.silence)
        case .rewrite(let path): words(.rewrite, EscapedText.quoted(path))
        case .delay(let milliseconds): words(.delay, DurationText.print(milliseconds))
        case .raw(let octets): words(.reply, EscapedText.quoted(octets))
        case .capabilities(let keywords):
            words(.capabilities, keywords.map { EscapedText.quoted($0.utf8) })
        case .challenge(let octets):
            words(.challenge, octets.isEmpty ? [] : [EscapedText.quoted(octets)])
        case .authenticated(let user, let data):
            words(
                .authenticated,
                [EscapedText.word(user)] + (data.map { [EscapedText.quoted($0)] } ?? []))
        case .refused(let data): words(.refused, EscapedText.quoted(data))
        case .content(let octets): words(.content, EscapedText.quoted(octets))
        case .malformed(.message): words(.malformed)
        case .malformed(let fault): words(.malformed, fault.word)
        case .linked(let plain, let conditions): print(plain) + " " + conditions.text
        }
    }

    private static func words(_ name: AnswerName, _ rest: String...) -> String { words(name, rest) }

    private static func words(_ name: AnswerName, _ rest: [String]) -> String {
        ([name.rawValue] + rest).joined(separator: " ")
    }

    private static func words(_ name: AnswerName, _ reply: CustomReply?) -> String {
        let code = reply?.code.map { "\($0)" }
        let text = reply?.text.map { EscapedText.quoted($0.utf8) }
        return words(name, [code, reply?.enhanced?.description, text].compactMap(\.self))
    }
}
