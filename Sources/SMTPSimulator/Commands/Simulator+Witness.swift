import SMTPDriver
import SMTPPolicy
import SMTPSession

/// What somebody else's driver did to a machine: a listener, for one.
package struct WitnessedMoment: Sendable {
    /// What happened, in order.
    package var events: [Event]
    /// The machine afterwards.
    package var machine: any Machine
    /// Who decides, afterwards.
    package var policy: Policy
    /// Messages that were received.
    package var messages: [ReceivedMessage]

    package init(
        _ events: [Event], _ machine: any Machine, policy: Policy,
        messages: [ReceivedMessage] = []
    ) {
        self.events = events
        self.machine = machine
        self.policy = policy
        self.messages = messages
    }
}

extension Simulator {
    /// Takes over what somebody else's driver did, as a step: so a session that the simulator did not play
    /// can be looked at, saved, and gone on with from any of its steps.
    @discardableResult
    package mutating func witness(_ moment: WitnessedMoment) -> Step {
        timeline.isWitnessed = true
        for case .sent(let write) in moment.events { secretNumbers.note(write) }
        return timeline.append(
            .entry(Simulator.entry(of: moment.events)), moment.events, after: world.after(moment),
            isNumbered: moment.events.contains { $0.isOfClient }, secretNumbers: secretNumbers)
    }

    /// What a person would have typed for that to happen.
    private static func entry(of events: [Event]) -> Step.Entry {
        for event in events {
            switch event {
            case .sent(let write): return .bytes(write.bytes)
            case .connected(let peer):
                return .command(PromptCommand(ConnectCommand(peer: peer)).description)
            case .secured(let info):
                return .command(PromptCommand(TLSCommand(info: info)).description)
            case .closedByClient: return .command("close")
            case .shutdown: return .command("shutdown")
            case .waited(let milliseconds):
                return .command(PromptCommand(WaitCommand(milliseconds: milliseconds)).description)
            case .decided(let decided) where decided.source == .operator:
                return .answer(AnswerText.print(decided.answer))
            case .read, .reply, .substituted, .fault, .decided, .asking, .note, .transition,
                .message, .startTLS, .closedByServer:
                continue
            }
        }
        return .bytes([])
    }

}

extension Event {
    /// Whether it is something that the client did.
    fileprivate var isOfClient: Bool {
        switch self {
        case .sent, .secured, .closedByClient: true
        case .connected, .shutdown, .waited, .decided, .read, .reply, .substituted, .fault,
            .asking, .note, .transition, .message, .startTLS, .closedByServer:
            false
        }
    }
}

extension World {
    /// The world after something that its own driver did not do.
    fileprivate func after(_ moment: WitnessedMoment) -> World {
        var after = self
        after.machine = moment.machine
        after.policy = moment.policy
        after.isAsking = moment.machine.openQuestion != nil
        after.isTLSPending = moment.machine.expectation == .handshake
        for event in moment.events {
            if case .read(let reading) = event { after.reading = reading }
            if case .decided(let decided) = event {
                after.questionCounts.increment(decided.question.hook)
            }
        }
        for message in moment.messages { after.mailbox.keep(message) }
        return after
    }
}

extension PromptCommand {
    /// Whether it changes who decides, or the settings.
    package var isChange: Bool { command is any ChangeCommand }

    /// Does to somebody else's policy and settings what it does to a world; throws why not, and then nothing
    /// has changed.
    package func change(
        _ policy: inout Policy, _ configuration: inout Configuration, of profile: Profile
    ) throws(SimulatorError) {
        guard let command = command as? any ChangeCommand else { return }
        var world = World(profile: profile, configuration: configuration, policy: policy)
        try command.change(&world)
        policy = world.policy
        configuration = world.configuration
    }
}
