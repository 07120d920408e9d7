import SMTPDriver
import SMTPGrammar
import SMTPSession

extension Linter {
    /// Takes what happened, as a driver records it.
    public mutating func observe(_ event: Event) {
        switch event {
        case .connected(let peer): beginConnection(isSecured: peer.tls != nil)
        case .sent: beginWrite()
        case .read(let reading): read(reading)
        case .reply(let reply): hear(reply)
        case .note(let note): take(note)
        case .message(let outcome, _): take(outcome)
        case .secured: secure()
        case .closedByClient, .shutdown, .waited: endReading()
        case .fault, .substituted, .decided, .asking, .transition, .startTLS, .closedByServer: break
        }
    }

    /// Takes what is about to be handed to the machine.
    public mutating func begin(_ input: Input) {
        switch input {
        case .connected(let peer): beginConnection(isSecured: peer.tls != nil)
        case .bytes: beginWrite()
        case .secured: secure()
        case .closed, .shutdown: endReading()
        case .answer, .clock: break
        }
    }

    /// Takes what the machine put out.
    public mutating func observe(_ output: Output) {
        switch output {
        case .reading(let reading): read(reading)
        case .reply(let reply): hear(reply)
        case .note(let note): take(note)
        case .message(let outcome): take(outcome)
        case .ask, .content, .startTLS, .close, .transition, .link: break
        }
    }

    /// Takes a reply of the machine: its rule says whether the client is to blame, and the client now knows it.
    private mutating func hear(_ reply: Reply) {
        find(reply.rule, at: reply.fault?.offset)
        let lines = { reply.lines.map { Array($0.utf8) } }
        if subject == .extendedHello {
            let told = lines()
            hear(code: Int(reply.code), offer: ClientOffer(told), lines: told.count)
        } else {
            hear(code: Int(reply.code), lines: reply.code == 452 ? lines() : [])
        }
    }

    /// Takes a note of the machine, with a level if it is certain to less than its rule.
    mutating func take(_ note: Note, atMost level: LintLevel? = nil) {
        // A server that said 421 closes: its client need not say QUIT.
        if note.rule == .noQuit, memory.closingGroup < .max { return }
        if let place = note.place {
            find(note.rule, inText: place)
        } else {
            find(note.rule, level, at: note.offset, detail: note.detail)
        }
        if note.rule == .unauthorizedPipelining { findPartialReading() }
    }

    /// Takes the end of a message.
    mutating func take(_ outcome: MessageOutcome) {
        guard isTextKnown, let declared = outcome.envelope.parameters.size,
            declared > 2 * outcome.octets + 1_024
        else { return }
        switch outcome.disposition {
        case .accepted, .discarded, .refused: break
        case .interrupted, .resumed: return
        }
        find(.sizeOverstated, detail: "\(declared) octets declared, \(outcome.octets) sent")
    }

    /// A client that takes each line for a reply sends on before it has read them all.
    private mutating func findPartialReading() {
        guard isLive, memory.hello.group == memory.group - 1, memory.hello.lines > 2 else { return }
        memory.hello.lines = 0
        find(
            .readsPartOfReply, .hint,
            detail: "perhaps it takes each line of the reply to EHLO for a reply")
    }
}
