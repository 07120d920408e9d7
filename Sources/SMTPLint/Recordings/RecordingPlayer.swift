import SMTPDriver
import SMTPGrammar
import SMTPImport
import SMTPPolicy
import SMTPSession

// How a recording is judged
//
// The client's octets are handed to a machine that tolerates all it can and asks whatever it can ask; the recorded
// replies are its answers. So the machine goes the way that the recorded server went, and every departure is a note
// or a refusal of its own, which the linter takes. Where the two part all the same (the recorded server took what no
// tolerance covers), the machine is led to where the recorded one is, by clean commands that nobody judges.
//
// Nothing is kept of a conversation but its findings, and nothing is made of it first: no script, no steps, no
// events.

/// Plays recorded conversations, and finds what their clients did wrong.
///
///     var player = RecordingPlayer()
///     let findings = player.lint(conversation)
public struct RecordingPlayer: Driver, Sendable {
    var session = Session(RecordingPlayer.configuration)
    var linter = Linter(isLive: false)
    var exchange = Exchange()
    var outputs: [Output] = []
    /// Where message text under way ends.
    var textEnd = TextEnd()
    /// Whether what is handed over is no client's, and not to be judged.
    var isMuted = false
    /// Whether the octets that are handed over are not those that were sent.
    var isApproximate = false
    /// Whether a line was replied to by 334 and the machine did not take it so: the next is a response.
    var skipsResponse = false
    /// Whether the last recorded reply and the machine's differ in kind.
    var isApart = false
    /// The code of the last recorded reply that the machine gave too.
    var lastCode: Int?
    /// What the last reply to EHLO lists.
    private var lastOffer: KnownOffer?
    /// What a reply to EHLO listed that the machine is to keep to from now on.
    var adopted: KnownOffer?
    /// How the session is set, and sessions that were set so before.
    var settings = PlayerSettings()
    var known = KnownSettings()
    /// Sessions that were greeted, ready to be gone on with: one for each way in which conversations begin.
    private var greeted: [Beginning: Session] = [:]
    /// The turn that holds the rest of an earlier reply; -1 for none.
    var skipped = -1

    /// A player.
    public init() {}

    /// What the client of a conversation did wrong, in order; lines are those of its source.
    ///
    /// Nobody is judged by commands that were guessed.
    public mutating func lint(_ conversation: RecordedConversation) -> [LintFinding] {
        guard !conversation.isGuessed else { return [] }
        begin(conversation)
        let turns = conversation.turns.span
        var index = 0
        while index < turns.count { play(turns, &index) }
        finish(conversation)
        return linter.takeFindings()
    }

    /// The question waiting for an answer.
    public var openQuestion: Question? { session.openQuestion }

    /// Hands an input over, and takes what comes of it.
    public mutating func hand(_ input: Input) throws(Misuse) {
        var done: [Output] = []
        swap(&done, &outputs)
        defer {
            done.removeAll(keepingCapacity: true)
            swap(&done, &outputs)
        }
        try session.receive(input, into: &done)
        take(done.span)
    }

    /// Answers as the recorded server did.
    public mutating func decide(_ question: Question) -> Decision {
        guard !isMuted, let answer = exchange.next?.answer(to: question.hook) else {
            let hook = question.hook
            return Decision(hook == .auth ? .accept() : hook.defaultAnswer, by: .default)
        }
        return Decision(answer, by: .default)
    }

    /// What a recorded reply to EHLO lists: most servers list the same every time.
    mutating func offer(of reply: RecordedReply) -> KnownOffer {
        if let lastOffer, lastOffer.reply == reply { return lastOffer }
        let offer = KnownOffer(reply)
        lastOffer = offer
        return offer
    }

    /// Decisions are not kept.
    public mutating func note(_ question: Question, _ decision: Decision) {}
}

extension RecordingPlayer {
    /// A server that tolerates all that it can, and has everything.
    ///
    /// One tolerance moves the end of message text; where it is, the recording must tell.
    static let configuration: Configuration = {
        var configuration = Configuration()
        configuration.tolerated = RuleSet(
            Rule.allCases.filter { $0.isTolerable && $0 != .contentLineFeedEnd })
        configuration.extensions = .all
        configuration.extensions.subtract([.checkpoint])
        configuration.reportsReadings = true
        configuration.allowsPlaintextAuthentication = true
        configuration.mechanisms = OfferedMechanism.known.filter { !$0.needsChannelBinding }
        configuration.limits.errors = 0
        configuration.limits.authenticationFailures = 0
        configuration.limits.recipients = Limits.unlimited
        configuration.limits.messageSize = 0
        configuration.limits.receivedFields = 0
        configuration.timeouts.command = 0
        configuration.timeouts.data = 0
        configuration.questions = RecordingPlayer.fewQuestions
        return configuration
    }()

    /// What is asked where the recorded server said yes.
    ///
    /// EHLO is not: what it listed is told to the session, which takes less than to word the reply.
    static let fewQuestions = HookSet([.auth, .unknown])
    /// What is asked where it said no.
    static let manyQuestions = HookSet(
        Hook.allCases.filter {
            $0 != .verb && $0 != .turned && $0 != .connect && $0 != .capabilities
        })

    /// How a conversation begins.
    private struct Beginning: Hashable {
        let isLocal: Bool
        let isSecured: Bool
    }

    private mutating func begin(_ conversation: RecordedConversation) {
        let beginning = Beginning(
            isLocal: conversation.isLocal, isSecured: conversation.beginsSecured)
        linter.beginConnection(isSecured: beginning.isSecured)
        textEnd = TextEnd()
        isApproximate = false
        skipsResponse = false
        skipped = -1
        lastCode = nil
        adopted = nil
        exchange.removeAll()
        greet(beginning)
    }

    private mutating func greet(_ beginning: Beginning) {
        settings = PlayerSettings(isLocal: beginning.isLocal)
        if let greeted = greeted[beginning] { return session = greeted }
        session = Session(settings.configuration)
        quietly { player in
            let tls = beginning.isSecured ? TLSInfo() : nil
            try? player.drive(.connected(Peer(tls: tls)))
        }
        session.prepareOffer()
        greeted[beginning] = session
    }

    /// Does something that nobody judges.
    mutating func quietly(_ action: (inout RecordingPlayer) -> Void) {
        let before = isMuted
        isMuted = true
        action(&self)
        isMuted = before
    }

    private mutating func finish(_ conversation: RecordedConversation) {
        guard !conversation.hasEnd, !session.isClosed, let last = conversation.turns.last,
            linter.reading != nil
        else { return }
        // The recording may just have been cut off.
        linter.line = last.line
        leave(level: .hint, detail: "as far as the recording goes")
    }

    /// The client is gone.
    mutating func leave(level: LintLevel?, detail: String = "") {
        linter.endReading()
        var gone: [Output] = []
        try? session.receive(.closed, into: &gone)
        for case .note(let note) in gone where level == nil || note.rule == .noQuit {
            linter.take(
                level == nil ? note : Note(note.rule, detail: detail), atMost: level)
        }
    }
}

extension RecordedConversation {
    /// Whether the end of the connection was recorded.
    fileprivate var hasEnd: Bool {
        // In place, since a copy of each turn would count its references.
        let turns = turns.span
        for index in turns.indices { if case .closed = turns[index].event { return true } }
        return false
    }

    /// Whether it is LMTP.
    fileprivate var isLocal: Bool {
        for turn in turns {
            guard case .sent(let write) = turn.event else { continue }
            if write.octets.starts(with: "EHLO".utf8) || write.octets.starts(with: "HELO".utf8) {
                return false
            }
            if write.octets.prefix(4).map(ASCII.uppercased).elementsEqual("LHLO".utf8) {
                return true
            }
        }
        return false
    }

    /// Whether it is inside TLS from the beginning.
    fileprivate var beginsSecured: Bool {
        for turn in turns {
            switch turn.event {
            case .secured: return true
            case .sent, .reply, .closed: return false
            case .connected, .remark: break
            }
        }
        return false
    }
}
