import OctetText
import SMTPScript
import SMTPSimulator

/// What a line at the prompt is, before anything is done with it.
///
/// The prompt, its echo and its history ask the same question, and get the same answer.
enum LineMeaning {
    /// A line that `:paste` gathers.
    case gathered
    /// A command of the prompt, without its colons.
    case command([UInt8])
    /// The answer to the open question.
    case answer([UInt8])
    /// What the client sends.
    case client([UInt8])
    /// A line of a dialogue with marks: `C: NOOP`, `S: 250 2.0.0 OK`, `# a comment`.
    case marked(ScriptLine)
    /// A line that begins like one, and what is wrong with it.
    case faulty(String, LineFault)
    /// What a server says, without a mark: it is not sent.
    case server
    /// Nothing: Enter alone, where no line is content.
    case idle
    /// Enter alone after `:step`: the next exchange of a script.
    case next
}

extension Workbench {
    /// What a line is in this situation.
    func meaning(of line: [UInt8]) -> LineMeaning {
        let situation = situation
        guard situation != .paste else { return .gathered }
        if line.isEmpty, isStepping { return .next }
        let isContent = situation.takesContent
        let plain: LineMeaning
        switch TypedLine(line, isContent: isContent) {
        case .command(let text): return .command(text)
        case .text(let text): plain = situation.isQuestion ? .answer(text) : .client(text)
        }
        guard !isContent || dialogue.isUnderWay else { return plain }
        if let marked = LineMeaning(marked: line) {
            if case .faulty = marked, isContent { return plain }
            return marked
        }
        guard !isContent, !situation.isQuestion else { return plain }
        return line.isEmpty ? .idle : ServerLine.isLikely(line) ? .server : plain
    }
}

extension LineMeaning {
    /// A line with a mark of the script language; nil for another one.
    ///
    /// A colon is no mark here: whether it makes a command depends on the situation.
    init?(marked line: [UInt8]) {
        // A section has no place in a dialogue.
        let first = line.first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
        guard let first, "CSA#[".utf8.contains(first), Script.isLikely(line),
            let text = String(validating: line, as: UTF8.self)
        else { return nil }
        do {
            self = .marked(try ScriptLine(typed: text))
        } catch {
            self = .faulty(text, error)
        }
    }
}

/// The shape of a server's line.
package enum ServerLine {
    /// Whether a line begins with a reply code as RFC 5321 §4.2 has it, and a blank, a hyphen or its end
    /// follows: `220 mx.example ESMTP`, `250-SIZE`.
    package static func isLikely(_ line: [UInt8]) -> Bool {
        let code = Array(line.prefix(4))
        guard code.count >= 3, (UInt8(ascii: "2")...UInt8(ascii: "5")).contains(code[0]),
            (UInt8(ascii: "0")...UInt8(ascii: "5")).contains(code[1]),
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(code[2])
        else { return false }
        return code.count == 3 || code[3] == UInt8(ascii: " ") || code[3] == UInt8(ascii: "-")
    }
}
