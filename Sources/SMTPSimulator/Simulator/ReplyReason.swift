import SMTPDriver
import SMTPPolicy
import SMTPSession

/// Why a reply was given: what it answers, and who decided.
package struct ReplyReason: Sendable {
    package let reply: Reply
    package let step: Step
    package let isLastOfStep: Bool
    /// What was decided since the client's octets were read, oldest first.
    package private(set) var decisions: [DecidedQuestion] = []
    package private(set) var notes: [Note] = []
    /// What the reply answers; nil if that is not the client's octets.
    package private(set) var reading: Reading?

    fileprivate init(_ reply: Reply, _ step: Step, isLastOfStep: Bool) {
        self.reply = reply
        self.step = step
        self.isLastOfStep = isLastOfStep
    }

    /// Takes an event before the reply, going back.
    fileprivate mutating func takeBefore(_ event: Event) -> Bool {
        switch event {
        case .decided(let decided): decisions.insert(decided, at: 0)
        case .note(let note): notes.insert(note, at: 0)
        case .read(let reading):
            self.reading = reading
            return false
        case .reply, .connected, .secured: return false
        case .sent, .fault, .asking, .transition, .message, .startTLS, .closedByServer,
            .substituted, .closedByClient, .shutdown, .waited:
            break
        }
        return true
    }

    /// Takes an event after the reply.
    fileprivate mutating func takeAfter(_ event: Event) -> Bool {
        switch event {
        case .note(let note): notes.append(note)
        case .fault, .substituted, .transition, .message, .startTLS, .closedByServer: break
        case .sent, .read, .reply, .decided, .asking, .connected, .secured, .closedByClient,
            .shutdown, .waited:
            return false
        }
        return true
    }
}

extension Simulator {
    /// Why the last reply was given, or the N-th last.
    package func reason(ofReply number: Int) -> ReplyReason? {
        var rest = number
        for index in steps.indices.reversed() {
            let places = steps[index].events.indices.filter { steps[index].events[$0].isReply }
            guard rest > places.count else {
                let place = places[places.count - rest]
                return reason(ofReplyAt: place, step: index, isLast: rest == 1)
            }
            rest -= places.count
        }
        return nil
    }

    private func reason(ofReplyAt place: Int, step index: Int, isLast: Bool) -> ReplyReason? {
        let events = steps[index].events
        guard case .reply(let reply) = events[place] else { return nil }
        var reason = ReplyReason(reply, steps[index], isLastOfStep: isLast)
        for event in events[(place + 1)...] { guard reason.takeAfter(event) else { break } }
        // What a person answered was read in an earlier step.
        let before = steps[..<index].reversed().lazy.flatMap { $0.events.reversed() }
        for event in events[..<place].reversed() {
            guard reason.takeBefore(event) else { return reason }
        }
        for event in before { guard reason.takeBefore(event) else { break } }
        return reason
    }
}

extension Event {
    fileprivate var isReply: Bool { if case .reply = self { true } else { false } }
}
