import OctetText
import SMTPPolicy
import SMTPSession
import SMTPSimulator
import TerminalText

extension LiveDesk {
    /// Takes note of something that happened; returns what the screen shows of it.
    package mutating func take(_ happening: LiveHappening) -> [Line] {
        switch happening {
        case .opened(let number, let peer, let endpoint): return open(number, peer, endpoint)
        case .happened(let number, let events, let machine):
            let (form, policy) = (form(of: number), policy)
            let lines = sessions[number]?.take(events, machine, policy, form) ?? []
            return marked(number, lines)
        case .held(let hold): return take(hold)
        case .released(let number, let end): return release(number, end)
        case .received(let number, let message):
            sessions[number]?.simulator.keep(message)
            return []
        case .failed(let number, let why):
            return say(number, "error: \(EscapedText.shown(why))", .error)
        case .linted(let number, let findings):
            return marked(number, LintReport.comments(on: findings, width: width(of: number)))
        case .closed(let number): return close(number)
        case .gap(let number):
            guard sessions[number]?.hasGap == false else { return [] }
            sessions[number]?.hasGap = true
            return say(
                number, "More happens than can be shown: its record has gaps.", .warning)
        case .said(let sentence, let isWarning):
            return page {
                $0.say(EscapedText.shown(sentence), isWarning ? .warning : .tool)
            }
        case .ended:
            isFinished = true
            return page { $0.say("The server has ended.") }
        }
    }

    private mutating func open(_ number: Int, _ peer: Peer, _ endpoint: String) -> [Line] {
        sessions[number] = LiveSession(
            number, peer, endpoint: endpoint, opened: now, server.begunAnew)
        forgetEnded()
        return say(number, "connected from \(LiveDesk.name(of: peer)) to \(endpoint)")
    }

    /// `192.0.2.1, port 51234`; a Unix socket's client has no address.
    static func name(of peer: Peer) -> String {
        let address = EscapedText.shown(peer.address)
        return peer.port == 0 ? address : "\(address), port \(peer.port)"
    }

    private mutating func close(_ number: Int) -> [Line] {
        guard let session = sessions[number], !session.isClosed else { return [] }
        sessions[number]?.isClosed = true
        stops.stepping.remove(number)
        let time = DurationText.rounded(from: session.opened, to: now)
        return say(number, "over, after \(time)") + record(number)
    }

    /// Bounds what is kept: the oldest of the sessions that are over go first.
    private mutating func forgetEnded() {
        let ended = sessions.values.filter(\.isClosed).map(\.number).sorted()
        for number in ended.dropLast(LiveDesk.mostEnded) { sessions[number] = nil }
        var octets = sessions.values.reduce(0) { $0 + $1.octets }
        for number in ended where octets > LiveDesk.mostOctets {
            octets -= sessions[number]?.octets ?? 0
            sessions[number] = nil
        }
    }
}

extension DurationText {
    /// How long something took, as a person says it: `12s`, `2m`.
    static func rounded(from start: Instant, to end: Instant) -> String {
        guard end > start else { return "0ms" }
        let milliseconds = end.milliseconds - start.milliseconds
        guard milliseconds >= 1_000 else { return print(milliseconds) }
        let seconds = milliseconds / 1_000
        guard seconds >= 120 else { return "\(seconds)s" }
        return seconds % 60 == 0 ? "\(seconds / 60)m" : "\(seconds / 60)m \(seconds % 60)s"
    }
}
