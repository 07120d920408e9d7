import SMTPDriver
import SMTPLint
import SMTPPolicy
import SMTPSession
import SMTPSimulator

/// What a server with real clients tells its desk, in order for each session.
package enum LiveHappening: Sendable {
    /// A client connected, to the endpoint that is named.
    case opened(session: Int, Peer, endpoint: String)
    /// Something happened in a session, and this is the machine afterwards.
    case happened(session: Int, [Event], any Machine)
    /// The session waits for somebody to say how it goes on.
    case held(LiveHold)
    /// It waits no longer.
    case released(hold: Int, LiveHoldEnd)
    /// A message was accepted.
    case received(session: Int, ReceivedMessage)
    /// Something went wrong in a session, in a few words.
    case failed(session: Int, String)
    /// The client's session ends, and this is what it did wrong.
    case linted(session: Int, [LintFinding])
    /// The session is over.
    case closed(session: Int)
    /// More happened in a session than could be told.
    case gap(session: Int)
    /// Something about the server itself, in a sentence.
    case said(String, isWarning: Bool)
    /// The server has ended.
    case ended
}

/// Something that a session waits for.
package struct LiveHold: Hashable, Sendable {
    package enum Subject: Hashable, Sendable {
        /// A question, and the decision that is taken if nobody has a better one.
        case question(Question, proposal: Decision)
        /// A reply before it is sent.
        case reply(Reply)
        /// The session after a change of state.
        case transition(from: String, to: String)
    }

    /// Its number; none is used twice.
    package var number: Int
    package var session: Int
    package var subject: Subject
    package var since: Instant
    /// What stopped the session, if it was not a question that somebody wanted asked.
    package var reason: StopReason?

    package init(
        _ number: Int, session: Int, _ subject: Subject, since: Instant,
        reason: StopReason? = nil
    ) {
        self.number = number
        self.session = session
        self.subject = subject
        self.since = since
        self.reason = reason
    }
}

/// How a session that waited goes on.
package enum LiveRelease: Hashable, Sendable {
    /// As it would have without anybody.
    case pass
    /// With this answer to the question.
    case answer(Answer)
    /// With these octets in the place of the reply.
    case replace([UInt8])
    /// Without the reply.
    case drop
}

/// Why a session waits no longer.
package enum LiveHoldEnd: Hashable, Sendable {
    case released(LiveRelease)
    /// The client left, or the connection was closed.
    case withdrawn
}

/// What a desk wants done by its server; whoever owns both does it.
package enum LiveAction: Sendable {
    case release(hold: Int, LiveRelease)
    case close(session: Int)
    /// Sends octets to the client as they are.
    case inject(session: Int, [UInt8])
    /// Does to the policy and the settings what the command says.
    case change(PromptCommand)
    /// From now on, sessions stop there.
    case stop(StopList)
    /// Stops accepting, and ends.
    case end
}
