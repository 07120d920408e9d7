import Foundation

/// Postfix's clients, each without the rest of Postfix.
struct Postfix {
    /// A recipient, and what is asked of reports on it.
    struct Recipient {
        var address: String
        var original = ""
        var notify: Notify = []
    }

    /// Postfix's own numbers for NOTIFY.
    struct Notify: OptionSet {
        let rawValue: Int

        static let never = Notify(rawValue: 1)
        static let success = Notify(rawValue: 2)
        static let failure = Notify(rawValue: 4)
        static let delay = Notify(rawValue: 8)
    }

    let bench: Bench
    let port: Int

    private static let folder = "postfix/usr/lib/postfix"

    /// Delivers a message as the daemon `smtp` or `lmtp` does.
    ///
    /// - Returns: what it logs.
    func deliver(
        by client: String = "smtp", _ message: String, sender: String = "ann@client.example",
        envelopeID: String = "", returnsHeadersOnly: Bool = false, isUTF8: Bool = false,
        to recipients: [Recipient]
    ) throws -> String {
        let options: [String: Any] = [
            "sender": sender, "envid": envelopeID, "ret": returnsHeadersOnly ? 2 : 0,
            "utf8": isUTF8,
            "recipients": recipients.map {
                [$0.address, $0.original, $0.notify.rawValue] as [Any]
            },
        ]
        let json = try JSONSerialization.data(withJSONObject: options)
        let outcome = try bench.run(
            .python3,
            [
                Simulator.support("postfix_client.py"),
                try UnpackedTools.path("\(Self.folder)/sbin/\(client)"),
                try bench.folder.makeFolder("queue"), "\(port)",
                String(decoding: json, as: UTF8.self),
            ], input: Array(message.utf8))
        guard outcome.exit == .exited(0) else {
            throw ChildProcess.Failure("Postfix did not deliver: \(outcome.account)")
        }
        return outcome.text
    }

    /// Sends messages of its own making.
    func smtpSource(_ arguments: [String]) throws -> Outcome {
        try bench.run(
            try UnpackedTools.path("postfix/usr/sbin/smtp-source"),
            arguments + [
                "-M", "client.example", "-f", "ann@client.example", "-t", "bob@sim.example",
                "127.0.0.1:\(port)",
            ], adding: ["LD_LIBRARY_PATH": try UnpackedTools.path(Self.folder)])
    }
}
