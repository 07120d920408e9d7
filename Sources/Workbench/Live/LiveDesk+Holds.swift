import OctetText
import SMTPPolicy
import SMTPSession
import SMTPSimulator
import TerminalText

extension LiveDesk {
    /// A session waits: its question goes to the prompt, or after those that wait already.
    mutating func take(_ hold: LiveHold) -> [Line] {
        waiting.append(hold)
        sessions[hold.session]?.hold = hold
        stops.stepping.remove(hold.session)
        guard current == nil, copied == nil, !isShy else {
            return say(
                hold.session,
                "waits for you: \(words(for: hold)) \(hold.proposal); :questions lists who waits")
        }
        current = hold.number
        return []
    }

    /// A session waits no longer.
    mutating func release(_ number: Int, _ end: LiveHoldEnd) -> [Line] {
        let isAnswered = answered[number] != nil
        guard let hold = answered.removeValue(forKey: number) ?? takeWaiting(number) else {
            return []
        }
        let time = DurationText.rounded(from: hold.since, to: now)
        switch end {
        case .released(let release):
            substitute(release, for: hold)
            return time.hasSuffix("ms") ? [] : say(hold.session, "went on after \(time)")
        case .withdrawn:
            return say(
                hold.session,
                isAnswered
                    ? "left after \(time), before the answer came"
                    : "left after \(time): \(words(for: hold)) is withdrawn",
                .warning)
        }
    }

    /// Takes a hold away from those that wait; from the prompt, too.
    private mutating func takeWaiting(_ number: Int) -> LiveHold? {
        guard let index = waiting.firstIndex(where: { $0.number == number }) else { return nil }
        let hold = waiting.remove(at: index)
        sessions[hold.session]?.hold = nil
        if current == number { (current, isShy) = (nil, true) }
        return hold
    }

    private mutating func substitute(_ release: LiveRelease, for hold: LiveHold) {
        guard case .reply(let reply) = hold.subject else { return }
        switch release {
        case .replace(let octets): sessions[hold.session]?.substitute(octets, for: reply)
        case .drop: sessions[hold.session]?.substitute([], for: reply)
        case .pass, .answer: break
        }
    }

    /// What waits at the prompt.
    var currentHold: LiveHold? { waiting.first { $0.number == current } }

    /// Takes the next hold to the prompt, if nothing is there.
    mutating func advance() {
        isShy = false
        if currentHold == nil { current = waiting.first?.number }
    }

    // MARK: - Answers

    /// Answers what a session waits for, as it was typed; nothing is the proposal.
    mutating func answer(_ hold: LiveHold, _ text: String) -> [Line] {
        let typed = text.trimmed
        guard !typed.isEmpty else { return release(hold, .pass) }
        switch hold.subject {
        case .question(let question, _):
            do {
                return release(hold, .answer(try AnswerText.parse(typed, for: question.hook)))
            } catch {
                return page { $0.fail(.answer(error)) }
            }
        case .reply(let reply): return answer(hold, reply, typed)
        case .transition:
            guard typed.lowercased() == "continue" else {
                return page {
                    $0.fail(
                        "the session has stopped, and nothing is asked",
                        hint: ":step goes on to the next place; Enter or :continue goes on")
                }
            }
            return release(hold, .pass)
        }
    }

    private mutating func answer(_ hold: LiveHold, _ reply: Reply, _ typed: String) -> [Line] {
        switch typed.lowercased() {
        case "pass": return release(hold, .pass)
        case "drop": return release(hold, .drop)
        case "edit":
            draft = Array(ReplyEntry.text(of: reply).utf8)
            current = hold.number
            return []
        default: break
        }
        do {
            let octets = try ReplyEntry.octets(typed)
            return release(hold, .replace(octets)) + warning(about: octets, reply)
        } catch {
            return page { $0.fail(error.message, hint: ReplyEntry.hint) }
        }
    }

    /// The machine goes on as if its own reply had been sent.
    private func warning(about octets: [UInt8], _ reply: Reply) -> [Line] {
        guard octets.first != "\(reply.code)".utf8.first else { return [] }
        return page {
            $0.say("The server's own state is as after \(reply.code).", .warning)
        }
    }

    mutating func release(_ hold: LiveHold, _ release: LiveRelease) -> [Line] {
        actions.append(.release(hold: hold.number, release))
        answered[hold.number] = takeWaiting(hold.number)
        return []
    }
}

extension String {
    /// Without blanks around it.
    fileprivate var trimmed: String {
        let inner = drop { $0 == " " || $0 == "\t" }
        let end = inner.lastIndex { $0 != " " && $0 != "\t" }
        return end.map { String(inner[...$0]) } ?? ""
    }
}
