import MailHogMachine

/// The setup of each trace, which the recordings do not tell; it follows from what they show.
enum TraceSetups {
    static func setup(_ name: String) -> Setup {
        Setup { setup in
            guard let change = changes[name] else { return }
            change(&setup)
        }
    }

    static let changes: [String: @Sendable (inout Setup) -> Void] = [
        "10-broken-parsers-off": {
            $0.configuration.rejectBrokenMAILSyntax = true
            $0.configuration.rejectBrokenRCPTSyntax = true
        },
        "19-line-too-long": { $0.configuration.maximumLineLength = 12 },
        "20-line-too-long-in-data": { $0.configuration.maximumLineLength = 16 },
        "21-max-recipients": { $0.configuration.maximumRecipients = 2 },
        "21b-max-recipients-0": { $0.configuration.maximumRecipients = 0 },
        "23-auth-handler": refusingCredentials,
        "24-auth-interleave": {
            refusingCredentials(&$0)
            $0.filter = .passing
        },
        "25-auth-login-noop-username": refusingCredentials,
        "28-starttls": { $0.tls = .upgrading },
        "29-starttls-before-ehlo": { $0.tls = .upgrading },
        "30-starttls-pending": { $0.tls = .idle },
        "31-starttls-reject": { $0.tls = .refusing("no tls") },
        "31b-starttls-reject-nil": { $0.tls = .refusing(nil) },
        "32-require-tls": {
            $0.configuration.requireTLS = true
            $0.tls = .upgrading
            $0.mechanisms = Setup.usualMechanisms
        },
        "33-require-tls-helo-first": {
            $0.configuration.requireTLS = true
            $0.tls = .upgrading
        },
        "34-starttls-in-rcpt": { $0.tls = .upgrading },
        "35-verbfilter": { $0.filter = .refusing("MAIL") },
        "36-validators": {
            $0.rejectsBadSenders = true
            $0.rejectsBadRecipients = true
        },
        "37-message-handler-nil": { $0.storage = .none },
        "38-message-handler-error": { $0.storage = .fail },
        "45-ehlo-tls-auth-lines": {
            $0.tls = .upgrading
            $0.mechanisms = Setup.usualMechanisms
        },
        "46-ehlo-empty-mechs": { $0.mechanisms = [] },
        "47-done-false": { $0.tls = .failing },
        "49-hostname-ident": {
            $0.configuration.hostname = "h"
            $0.configuration.ident = ""
        },
    ]

    private static let refusingCredentials: @Sendable (inout Setup) -> Void = {
        $0.credentials = .refused
        $0.mechanisms = Setup.usualMechanisms
    }
}
