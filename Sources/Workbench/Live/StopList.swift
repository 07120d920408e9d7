import SMTPSession
import SMTPSimulator

/// Where sessions stop, and wait for the operator; a value that the threads of a server ask.
package struct StopList: Hashable, Sendable {
    /// The breakpoints; the number of each is its place from 1.
    package var breakpoints: [Breakpoint] = []
    /// Whether every reply is held.
    package var holdsReplies = false
    /// The sessions that stop at the next place, whatever it is.
    package var stepping: Set<Int> = []

    package init() {}

    /// Whether no session stops anywhere.
    package var isEmpty: Bool { breakpoints.isEmpty && !holdsReplies && stepping.isEmpty }
}

/// Where a session is about to go on.
package enum LiveStop: Hashable, Sendable {
    case question(Question)
    case reply(Reply)
    /// The machine came to the state of that name.
    case transition(to: String)
}

/// Why a session stopped.
package enum StopReason: Hashable, Sendable {
    /// The breakpoint of that number.
    case breakpoint(Int, Breakpoint)
    /// Every reply is held.
    case reply
    /// It was to go one place further.
    case step
}

extension StopList {
    /// Why a session stops at a place; nil if it does not.
    ///
    /// One that stopped steps no further.
    package mutating func stop(session: Int, at place: LiveStop) -> StopReason? {
        let reason = reason(session, place)
        if reason != nil { stepping.remove(session) }
        return reason
    }

    private func reason(_ session: Int, _ place: LiveStop) -> StopReason? {
        if let index = breakpoints.firstIndex(where: { $0.stops(at: place) }) {
            return .breakpoint(index + 1, breakpoints[index])
        }
        if stepping.contains(session) { return .step }
        if case .reply = place, holdsReplies { return .reply }
        return nil
    }
}

extension Breakpoint {
    fileprivate func stops(at place: LiveStop) -> Bool {
        switch (self, place) {
        case (.verb(let verb), .question(.verb(let command))): command.verb == verb
        case (.state(let name), .transition(let state)): state == name
        case (.code(let pattern), .reply(let reply)):
            zip(pattern.utf8, "\(reply.code)".utf8).allSatisfy { $0 == $1 || $0 == 0x78 }
        case (.rule(let rule), .reply(let reply)): reply.rule == rule
        case (.verb, _), (.state, _), (.code, _), (.rule, _): false
        }
    }
}
