import NIOConcurrencyHelpers
import SMTPDriver
import SMTPSession

// RFC 1845: a transaction whose connection was lost in message text goes on in a later session.

extension Connection {
    /// Passes the machine what earlier sessions left.
    func recallInterruptions() {
        guard configuration.extensions.contains(.checkpoint) else { return }
        recalled = commons.interruptions.withLockedValue { $0.transactions }
        machine.changeSession { $0.interruptions = recalled }
    }

    /// Keeps a transaction that was interrupted; without its text it could not go on.
    func keepInterrupted(_ outcome: MessageOutcome) {
        guard let transaction = machine.asSession?.interruptions.last,
            let content = text?.content
        else { return }
        commons.interruptions.withLockedValue { $0.keep(transaction, content, of: outcome) }
    }

    /// Takes out the text of a transaction that goes on.
    func resumeText(_ outcome: MessageOutcome) {
        let content = commons.interruptions.withLockedValue {
            $0.text(of: outcome, from: machine.value.clientName)
        }
        for piece in content?.pieces ?? [] { take(piece) }
    }

    /// Forgets what this session was passed and has ended without text, once it is over.
    func forgetEnded() {
        guard !recalled.isEmpty, standing.isClosed, let session = machine.asSession else { return }
        commons.interruptions.withLockedValue { $0 = $0.without(recalled, endedIn: session) }
        recalled = []
    }

    /// Forgets a transaction that has ended.
    func forgetInterruption(_ outcome: MessageOutcome) {
        guard configuration.extensions.contains(.checkpoint) else { return }
        commons.interruptions.withLockedValue {
            $0.forget(outcome.envelope, from: machine.value.clientName)
        }
    }
}
