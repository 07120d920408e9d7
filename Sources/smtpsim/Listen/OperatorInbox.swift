#if Live
    import NIOConcurrencyHelpers
    import SMTPDriver
    import SMTPListener
    import SMTPSession
    import SystemCalls
    import Workbench

    /// What happens in all sessions, on its way to the thread of the prompt; and where sessions stop.
    ///
    /// A class, since the threads of all sessions share it with that of the prompt. What it holds is bounded:
    /// sessions wait for a while when the prompt is slow, and then it notes that there is a gap.
    final class OperatorInbox: Watcher {
        private struct Contents {
            var happenings: [LiveHappening] = []
            var weight = 0
            /// Whether sessions have waited in vain since something was taken.
            var isOverdue = false
            var stops = StopList()
            /// Why a session is about to be held.
            var reasons: [Int: StopReason] = [:]
        }

        /// Rings when there is something to take.
        let bell: WakeUp
        private let contents = NIOLockedValueBox(Contents())

        /// How much may wait: a happening, or a kilobyte of what a client sent, weighs one.
        private static let capacity = 50_000
        /// How long a session waits for the prompt, in milliseconds.
        private static let patience = 2_000

        init() throws(SystemError) { bell = try WakeUp() }

        var canBeAsked: Bool { true }
        var wantsMachines: Bool { true }

        /// Everything that happened since it was taken last.
        func take() -> [LiveHappening] {
            bell.silence()
            return contents.withLockedValue { contents in
                defer {
                    (contents.happenings, contents.weight, contents.isOverdue) = ([], 0, false)
                }
                return contents.happenings
            }
        }

        /// Where sessions stop from now on.
        func stop(at stops: StopList) { contents.withLockedValue { $0.stops = stops } }

        func note(_ happening: Happening) { add(happening.forDesk(reason(of: happening))) }

        /// Adds something that happened, if there is room; what may be lost is only what happened in a session.
        func add(_ happening: LiveHappening) {
            let weight = happening.weight
            awaitRoom(weight)
            contents.withLockedValue { contents in
                if contents.isOverdue, case .happened(let session, _, _) = happening {
                    contents.happenings.append(.gap(session: session))
                } else {
                    contents.happenings.append(happening)
                    contents.weight += weight
                }
            }
            bell.ring()
        }

        /// Waits until there is room; once only, if nobody takes what there is.
        private func awaitRoom(_ weight: Int) {
            for _ in 0..<OperatorInbox.patience {
                guard !hasRoom(weight) else { return }
                ThisProcess.sleep(milliseconds: 1)
            }
            contents.withLockedValue { $0.isOverdue = true }
        }

        private func hasRoom(_ weight: Int) -> Bool {
            contents.withLockedValue {
                $0.weight == 0 || $0.isOverdue || $0.weight + weight <= OperatorInbox.capacity
            }
        }

        private func reason(of happening: Happening) -> StopReason? {
            guard case .held(let hold) = happening else { return nil }
            return contents.withLockedValue { $0.reasons.removeValue(forKey: hold.session) }
        }

        func holds(session: Int, at place: StopPlace) -> Bool {
            contents.withLockedValue { contents in
                guard !contents.stops.isEmpty,
                    let reason = contents.stops.stop(session: session, at: place.forDesk)
                else { return false }
                contents.reasons[session] = reason
                return true
            }
        }
    }

    extension LiveHappening {
        /// How much room it takes while it waits.
        fileprivate var weight: Int {
            guard case .happened(_, let events, _) = self else { return 1 }
            return events.reduce(1) { weight, event in
                guard case .sent(let write) = event else { return weight }
                return write.parts.reduce(weight) { $0 + $1.range.count >> 10 }
            }
        }
    }

    extension StopPlace {
        /// As the desk has it.
        fileprivate var forDesk: LiveStop {
            switch self {
            case .question(let question, proposal: _): .question(question)
            case .reply(let reply): .reply(reply)
            case .transition(from: _, let to): .transition(to: to)
            }
        }
    }

    extension Happening {
        /// As the desk has it, with the reason of a hold.
        fileprivate func forDesk(_ reason: StopReason?) -> LiveHappening {
            switch self {
            case .opened(let session, let peer, let endpoint):
                .opened(session: session, peer, endpoint: endpoint)
            case .happened(let session, let moment):
                moment.machine.map { .happened(session: session, moment.events, $0) }
                    ?? .gap(session: session)
            case .held(let hold):
                .held(
                    LiveHold(
                        hold.number, session: hold.session, hold.subject.forDesk,
                        since: hold.since, reason: reason))
            case .released(let hold, let end): .released(hold: hold.number, end.forDesk)
            case .received(let session, let message): .received(session: session, message)
            case .failed(let session, let trouble):
                .failed(session: session, ListenLog.words(trouble))
            case .closed(let session): .closed(session: session)
            case .said(let remark): .said(ListenLog.words(remark), isWarning: remark.isWarning)
            }
        }
    }

    extension ServerRemark {
        fileprivate var isWarning: Bool {
            switch self {
            case .listening, .ending: false
            case .nobodyToAsk, .full, .notAccepted: true
            }
        }
    }

    extension Hold.Subject {
        fileprivate var forDesk: LiveHold.Subject {
            switch self {
            case .question(let question, let proposal): .question(question, proposal: proposal)
            case .reply(let reply): .reply(reply)
            case .transition(let from, let to): .transition(from: from, to: to)
            }
        }
    }

    extension HoldEnd {
        fileprivate var forDesk: LiveHoldEnd {
            switch self {
            case .withdrawn: .withdrawn
            case .released(.pass): .released(.pass)
            case .released(.answer(let answer)): .released(.answer(answer))
            case .released(.replace(let octets)): .released(.replace(octets))
            case .released(.drop): .released(.drop)
            }
        }
    }

    extension LiveRelease {
        /// As the server has it.
        var forServer: HoldRelease {
            switch self {
            case .pass: .pass
            case .answer(let answer): .answer(answer)
            case .replace(let octets): .replace(octets)
            case .drop: .drop
            }
        }
    }
#endif
