/// What a driver looks at after each input, taken at once: to ask a session for each of it would copy it each time.
package struct Standing: Hashable, Sendable {
    /// How the client's next octets will be read.
    package var expectation: Expectation
    /// When the time is to be handed over next; nil for never.
    package var deadline: Instant?
    /// Until when an answer is delayed; nil if none is.
    package var delayEnd: Instant?
    /// The time as last handed over.
    package var clock: Instant
    /// Whether a question waits for an answer.
    package var isAsking: Bool

    /// Whether the connection is over.
    package var isClosed: Bool { expectation == .nothing }
}

extension Standing {
    /// How a machine stands.
    package init(_ machine: some Machine) {
        self.init(
            expectation: machine.expectation, deadline: machine.deadline,
            delayEnd: machine.delayEnd, clock: machine.clock,
            isAsking: machine.openQuestion != nil)
    }
}
