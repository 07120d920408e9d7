import NIOConcurrencyHelpers
import SMTPDriver
import SMTPPolicy
import SMTPSession

@testable import SMTPListener

/// Keeps what it is told, and holds what it is to hold.
final class RecordingWatcher: Watcher {
    private let happenings = NIOLockedValueBox<[Happening]>([])
    private let isHolding: @Sendable (StopPlace) -> Bool
    let canBeAsked: Bool

    init(
        canBeAsked: Bool = false, holding: @escaping @Sendable (StopPlace) -> Bool = { _ in false }
    ) {
        self.canBeAsked = canBeAsked
        isHolding = holding
    }

    func note(_ happening: Happening) { happenings.withLockedValue { $0.append(happening) } }

    func holds(session: Int, at place: StopPlace) -> Bool { isHolding(place) }

    var all: [Happening] { happenings.withLockedValue { $0 } }

    var holds: [Hold] {
        all.compactMap { if case .held(let hold) = $0 { hold } else { nil } }
    }

    var withdrawn: Int {
        all.count { if case .released(_, .withdrawn) = $0 { true } else { false } }
    }

    var troubles: [Trouble] {
        all.compactMap { if case .failed(_, let trouble) = $0 { trouble } else { nil } }
    }

    var remarks: [ServerRemark] {
        all.compactMap { if case .said(let remark) = $0 { remark } else { nil } }
    }

    /// The events of a session, in order.
    func events(of session: Int = 1) -> [Event] {
        all.flatMap {
            if case .happened(session, let moment) = $0 { moment.events } else { [Event]() }
        }
    }

    /// The names of notes in a session.
    func notes(of session: Int = 1) -> [Rule] {
        events(of: session).compactMap { if case .note(let note) = $0 { note.rule } else { nil } }
    }

    /// What kinds of things happened, in order.
    var kinds: [String] {
        all.map {
            switch $0 {
            case .opened: "opened"
            case .happened: "happened"
            case .held: "held"
            case .released: "released"
            case .received: "received"
            case .failed: "failed"
            case .closed: "closed"
            case .said: "said"
            }
        }
    }
}
