import OctetText
import SMTPPolicy
import SMTPScript
import SMTPSimulator
import TerminalText

extension LiveDesk {
    /// What to say first.
    package func banner(version: String) -> [Line] {
        let profile = server.world.profile.rawValue
        return page { page in
            page.say("smtpsim \(version), profile \(profile). Clients may connect; :quit ends.")
            page.say(
                ":ask recipient puts questions to you, :sessions lists clients, :help helps", .hint)
        }
    }

    /// A line was typed, and what happened meanwhile is about to be taken: what stands at the prompt stays, or
    /// goes, but nothing else takes its place before the line is entered.
    package mutating func keepPrompt() {
        if current == nil { isShy = true }
    }

    /// Does what a line means: an answer, a command, or a line for the copy at the prompt.
    package mutating func enter(_ line: [UInt8]) -> [Line] {
        hasEndedInput = false
        defer { advance() }
        let isInCopy = copied != nil
        if isInCopy, bench.situation == .paste { return bench.enter(line) }
        switch TypedLine(line, isContent: isInCopy && bench.situation.takesContent) {
        case .command(let text): return command(String(decoding: text, as: UTF8.self), line)
        case .text(let text):
            guard !isInCopy else { return bench.enter(line) }
            return answer(String(decoding: text, as: UTF8.self))
        }
    }

    private mutating func answer(_ text: String) -> [Line] {
        if let hold = currentHold { return answer(hold, text) }
        guard !text.allSatisfy({ $0 == " " || $0 == "\t" }) else { return [] }
        return page {
            $0.fail(
                "no session waits for an answer",
                hint: "a command begins with a colon: :sessions, :ask recipient, :help")
        }
    }

    /// Performs Ctrl-C: the line is dropped, and nothing else.
    package mutating func interrupted() -> [Line] {
        hasEndedInput = false
        defer { advance() }
        return copied == nil ? [] : bench.interrupted()
    }

    /// Performs Ctrl-D on an empty line: the second one ends the server; in a copy it is the ordinary prompt's.
    package mutating func endOfInput() -> [Line] {
        guard copied == nil else {
            let lines = bench.endOfInput()
            return lines + leaveCopyIfFinished()
        }
        // Where the terminal has gone, it comes again and again.
        guard !isEnding else { return [] }
        guard !hasEndedInput else { return end() }
        hasEndedInput = true
        return page { $0.say("Ctrl-D again, or :quit, ends the server.") }
    }

    /// `:quit` in a copy leaves the copy; the server goes on.
    mutating func leaveCopyIfFinished() -> [Line] {
        guard bench.isFinished else { return [] }
        bench.isFinished = false
        return back()
    }

    /// Has the server end.
    mutating func end() -> [Line] {
        defer { isEnding = true }
        actions.append(.end)
        guard !isEnding else { return [] }
        return page { $0.say("No client is accepted any more; :quit again ends at once.") }
    }
}

extension LiveDesk {
    /// Lines that were not typed where they are shown, such as pasted ones; secrets masked.
    ///
    /// To be asked before the line is entered.
    package func echoes(of line: [UInt8]) -> [Line] {
        guard copied == nil else { return bench.echoes(of: line) }
        var echo = prompt
        let text = ScriptSecrets.masked(String(decoding: line, as: UTF8.self))
        echo.append(untrusted: Array(text.utf8), .answerText)
        return [echo]
    }

    /// An error that has nothing to do with what was entered.
    package func complaint(_ message: String) -> [Line] { bench.complaint(message) }

    /// Something to say that has nothing to do with what was entered.
    package func remark(_ text: String) -> [Line] { bench.remark(text) }
}
