import OctetText
import SMTPSession

/// What the prompt shows around a mark, which a script leaves out of account.
///
///     [text] C: Hello
///     A: recipient bob@sim.example [accept] reject 550
///
/// So what is copied from the screen runs.
enum PromptDecoration {
    /// How many octets a place in brackets takes, with the blanks after it: 0 unless a `C` or `A` mark follows.
    static func length(in line: ArraySlice<UInt8>) -> Int {
        guard line.first == UInt8(ascii: "["), let end = line.firstIndex(of: UInt8(ascii: "]"))
        else { return 0 }
        let rest = line[(end + 1)...].drop(while: \.isBlank)
        return ScriptMark(at: rest)?.isTyped == true ? rest.startIndex - line.startIndex : 0
    }

    /// The answer in the text after `A:`: what follows the question and the proposal, if it has them; the
    /// proposal, if nothing does.
    static func answer(in text: String) -> String {
        let octets = Array(text.utf8)
        let hook = String(decoding: octets.prefix { !$0.isBlank }, as: UTF8.self)
        guard Hook(rawValue: hook) != nil else { return text }
        for start in octets.indices where octets[start...].starts(with: " [".utf8) {
            let word = octets[(start + 2)...].prefix { $0 != UInt8(ascii: "]") }
            let rest = octets[word.endIndex...].dropFirst()
            let proposal = String(decoding: word, as: UTF8.self)
            guard AnswerName(rawValue: proposal) != nil, rest.first?.isBlank ?? true else {
                continue
            }
            let answer = rest.drop(while: \.isBlank)
            return answer.isEmpty ? proposal : String(decoding: answer, as: UTF8.self)
        }
        return text
    }
}
