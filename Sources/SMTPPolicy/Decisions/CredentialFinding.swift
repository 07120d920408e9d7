import SASL
import SMTPSession

// The reply to a failed AUTH does not say what is wrong, so that nobody can find users by guessing (RFC 4954
// §9). Who runs the server may know: a note says it, without any part of a secret.

/// What the users' secrets tell of an authentication that failed.
struct CredentialFinding {
    /// What to tell whoever runs the server; nothing if the client was let in, or a secret is not known.
    private(set) var notes: [Note] = []

    init(
        _ exchange: AuthenticationExchange, _ standing: AuthenticationStanding,
        _ credentials: Credentials
    ) {
        switch standing.failure {
        case .invalidCredentials(let discrepancy):
            judge(discrepancy, standing.claim, credentials)
        case .notAuthorized: notes.append(Note(.actsForAnother))
        case .malformed(.separatorMissing) where standing.answer.name == .malformed:
            judge(exchange.responses)
        case .malformed, .initialResponseNotAllowed, nil: break
        }
    }

    private mutating func judge(
        _ discrepancy: Discrepancy, _ claim: Claim?, _ credentials: Credentials
    ) {
        guard let claim else { return }
        if case .external = claim.proof { return }
        if discrepancy == .userUnknown {
            let hint = credentials.users.isEmpty ? "no user was added; :user adds one" : ""
            notes.append(Note(.userUnknown, detail: hint))
        } else if discrepancy == .digestDiffers {
            notes.append(Note(.digestDiffers))
        } else if discrepancy == .passwordDiffers, case .password(let candidate) = claim.proof {
            let known = credentials[user: claim.authenticationIdentity]?.revealed
            let excess = (candidate.revealed?.count ?? 0) - (known?.count ?? 0)
            notes.append(Note(.passwordDiffers, detail: CredentialFinding.length(excess)))
        }
    }

    private static func length(_ excess: Int) -> String {
        guard excess != 0 else { return "as long as expected" }
        let count = excess.magnitude
        return "\(count) \(count == 1 ? "octet" : "octets") "
            + (excess < 0 ? "fewer" : "more") + " than expected"
    }

    /// How far a message of PLAIN came.
    private mutating func judge(_ responses: [[UInt8]]) {
        guard let message = responses.first else { return }
        let count = message.count { $0 == 0 }
        guard count < 2 else { return }
        let end = count == 0 ? "no NUL" : "one NUL, and no password after another"
        notes.append(Note(.messageIncomplete, detail: "\(message.count) octets, \(end)"))
    }
}
