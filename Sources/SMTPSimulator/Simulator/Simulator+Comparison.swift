import SMTPDriver
import SMTPPolicy
import SMTPSession

/// Where two servers differ on the same input.
package struct ProfileDifference: Hashable, Sendable, CustomStringConvertible {
    package var step: String
    package var here: Conduct
    package var there: Conduct

    package enum Conduct: Hashable, Sendable, CustomStringConvertible {
        /// It replied with these lines, or not at all.
        case replies([String])
        /// It replied like the other, but went to this state.
        case state(String)

        package var description: String { lines.joined(separator: " / ") }

        /// The lines of replies, or what else there is to say.
        package var lines: [String] {
            switch self {
            case .replies([]): ["no reply"]
            case .replies(let lines): lines
            case .state(let name): ["state \(name)"]
            }
        }
    }

    /// One line: `step 4: RCPT TO:<a@b>: 250 2.1.5 Recipient OK, there 250 Recipient ok`.
    package var description: String { "\(step): \(here), there \(there)" }
}

extension Simulator {
    /// Plays what the client did so far to another profile's server, with the same rules, answers and
    /// users; nothing changes here.
    package func compare(with profile: Profile) -> [ProfileDifference] {
        let first = steps.first?.before ?? world
        var other = World(profile: profile, policy: first.policy)
        var differences: [ProfileDifference] = []
        for step in steps {
            let before = other.machine.phaseName
            var performance = Simulator.replay(step, in: other)
            let events = performance.finish()
            other = performance.world
            // Users, rules and chunks are as they are here; counts are the other's own.
            other.follow(step)
            let differedBefore = before != step.before.machine.phaseName
            if let difference = Simulator.difference(step, events, other, differedBefore) {
                differences.append(difference)
            }
        }
        return differences
    }

    /// Does the same to another world, as far as it can be done there.
    private static func replay(_ step: Step, in world: World) -> Performance {
        var performance = Performance(world)
        for event in step.events {
            switch event {
            case .connected(let peer): try? performance.connect(peer)
            case .sent(let write):
                guard performance.world.machine.expectation != .nothing else { break }
                try? performance.send(write.bytes)
            case .decided(let decided) where decided.source == .operator:
                guard let open = performance.world.machine.openQuestion,
                    open.hook == decided.question.hook
                else { break }
                try? performance.answer(open, decided.answer)
            case .secured(let info): try? performance.secure(info)
            case .closedByClient: try? performance.close()
            case .shutdown: try? performance.shutDown()
            case .waited(let milliseconds):
                guard case .command = step.entry else { break }
                try? performance.wait(milliseconds)
            case .read, .reply, .fault, .substituted, .decided, .asking, .note, .transition,
                .message, .startTLS,
                .closedByServer:
                break
            }
        }
        return performance
    }

    private static func difference(
        _ step: Step, _ events: [Event], _ other: World, _ differedBefore: Bool
    ) -> ProfileDifference? {
        let here = step.replies.flatMap(\.lines)
        let there = events.replies.flatMap(\.lines)
        if here != there {
            return ProfileDifference(step: step.title, here: .replies(here), there: .replies(there))
        }
        let state = step.after.machine.phaseName
        guard state != other.machine.phaseName, !differedBefore,
            step.after.profile.machine == other.profile.machine
        else { return nil }
        return ProfileDifference(
            step: step.title, here: .state(state), there: .state(other.machine.phaseName))
    }
}

extension World {
    /// Takes over what a step changed that is no machine's affair.
    fileprivate mutating func follow(_ step: Step) {
        guard step.events.isEmpty else { return }
        policy.handlers = step.after.policy.handlers
        policy.next = step.after.policy.next
        policy.asks = step.after.policy.asks
        policy.credentials = step.after.policy.credentials
        chunk = step.after.chunk
        asksForCredentials = step.after.asksForCredentials
    }
}
