import SMTPDriver
import SMTPGrammar
import SMTPSession

// What an answer says of the link to the client, as far as it shows where there is none: replies that do not
// arrive, a connection that is cut, a handshake that does not happen. Pieces, pauses and rates are about
// time on a wire; here they are only shown.

extension Performance {
    mutating func change(link conditions: LinkConditions) {
        if world.link == nil { world.link = Link() }
        world.link?.change(to: conditions)
    }

    /// Sends a reply, if the link carries it.
    mutating func send(_ reply: Reply) {
        guard var link = world.link else { return }
        guard link.carriesReplies else { return recorder.note(.note(Link.unsent(reply))) }
        recorder.record(.reply(reply))
        link.noteReply()
        if link.isHalfClosed, !link.isCut { recorder.note(.note(Link.halfClosed)) }
        world.link = link
    }

    /// What comes through of a write.
    mutating func admitted(_ octets: [UInt8]) -> [UInt8] {
        guard let rest = world.link?.rest, rest < octets.count else { return octets }
        return Array(octets[..<Int(rest)])
    }

    /// Ends the connection, which was cut.
    mutating func endByLink() {
        guard world.machine.expectation != .nothing else { return }
        end(Link.cut)
    }

    /// Whether the handshake does not happen.
    mutating func spoilsHandshake() -> Bool {
        guard world.isTLSPending, let handshake = world.link?.conditions.handshake else {
            return false
        }
        switch handshake {
        case .fails: end(Link.note(.fails))
        case .stalls: recorder.note(.note(Link.note(.stalls)))
        }
        return true
    }

    private mutating func end(_ note: Note) {
        recorder.note(.note(note))
        recorder.note(.closedByServer)
        world.link = nil
        world.isAsking = false
        world.isTLSPending = false
        try? hand(.closed)
        world.mailbox.abandon()
    }
}
