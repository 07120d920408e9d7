#if Live
    import NIOConcurrencyHelpers
    import OctetText
    import SMTPDriver
    import SMTPLint
    import SMTPListener
    import SMTPScript
    import SMTPSession
    import SMTPSimulator
    import SystemCalls
    import TerminalText
    import Workbench

    /// Writes what happens in all sessions, usually to standard output: a transcript, each line with its session's
    /// number, or JSON.
    ///
    /// Whoever reads it slowly slows the server: nothing piles up. If it cannot be written, that is said once,
    /// and the server goes on. A class, since the threads of all sessions share it.
    final class ListenLog: Sendable {
        private struct Contents {
            var transcripts: [Int: ServedSession] = [:]
            var hasFailed = false
        }

        private let contents = NIOLockedValueBox(Contents())
        private let settings: SimulatorSettings
        private let isJSON: Bool
        private let isQuiet: Bool
        private let showsSecrets: Bool
        private let output: Descriptor

        init(
            _ settings: SimulatorSettings, isJSON: Bool, isQuiet: Bool, showsSecrets: Bool,
            output: Descriptor
        ) {
            self.settings = settings
            self.output = output
            self.isJSON = isJSON
            self.isQuiet = isQuiet
            self.showsSecrets = showsSecrets
        }

        /// Whether some of it could not be written.
        var hasFailed: Bool { contents.withLockedValue { $0.hasFailed } }

        /// It sees the sessions unless little is to be said: then less is to be done for each.
        var watcher: (any Watcher)? { isQuiet && !isJSON ? QuietWatcher(log: self) : self }

        /// Says by what a client can know the server.
        func say(certificate fingerprint: String) {
            guard isJSON || !isQuiet else { return }
            write(
                isJSON
                    ? [ListenLog.json("certificate", [("sha256", .string(fingerprint))])]
                    : ["# certificate SHA-256 \(fingerprint)"])
        }

        /// Says what the client of a session did wrong.
        func say(findings: [LintFinding], on session: Int) {
            guard !isJSON else {
                return write(findings.map { LintReport.event($0, session: session).text })
            }
            guard !isQuiet || !findings.isEmpty else { return }
            write(
                LintReport.comments(on: findings, width: ListenLog.width)
                    .map { "\(session) \(Theme.plain.render($0))" })
        }

        /// How wide prose is where no terminal says it.
        private static let width = 80

        private func write(_ lines: [String]) {
            guard !lines.isEmpty else { return }
            let octets = Array((lines.joined(separator: "\n") + "\n").utf8)
            contents.withLockedValue { contents in
                guard !contents.hasFailed else { return }
                do {
                    try output.writeAll(octets.span)
                } catch {
                    contents.hasFailed = true
                    Console.fail(Failure("cannot write what happens: \(error)"))
                }
            }
        }

        private static func json(_ event: String, session: Int = 0, _ members: [(String, JSON)])
            -> String
        {
            JSON(members: [("session", .number(session)), ("event", .string(event))] + members).text
        }
    }

    extension ListenLog: Watcher {
        func note(_ happening: Happening) {
            write(isJSON ? values(happening) : lines(happening))
        }

        private func lines(_ happening: Happening) -> [String] {
            switch happening {
            case .opened(let session, let peer, let endpoint):
                ["\(session) # connected from \(peer.address) port \(peer.port) to \(endpoint)"]
            case .happened(let session, let moment): lines(session, moment)
            case .failed(let session, let trouble): ["\(session) # \(ListenLog.words(trouble))"]
            case .closed(let session):
                contents.withLockedValue {
                    $0.transcripts[session] = nil
                    return ["\(session) # over"]
                }
            case .said(let remark): ["# \(ListenLog.words(remark))"]
            // Their events say it.
            case .held, .released, .received: []
            }
        }

        private func lines(_ session: Int, _ moment: SessionMoment) -> [String] {
            // Each session's lines are a script that runs green.
            let lines = contents.withLockedValue {
                $0.transcripts[session, default: ServedSession(settings, secrets: showsSecrets)]
                    .lines(of: moment)
            }
            return lines.map { "\(session) \($0)" }
        }

        private func values(_ happening: Happening) -> [String] {
            switch happening {
            case .opened(let session, let peer, let endpoint):
                [
                    ListenLog.json(
                        "opened", session: session,
                        [
                            ("address", .string(peer.address)), ("port", .number(Int(peer.port))),
                            ("endpoint", .string(endpoint)),
                        ])
                ]
            case .happened(let session, let moment):
                EventJSON.values(
                    of: moment.events, step: moment.step, session: session, secrets: showsSecrets
                )
                .map(\.text)
            case .failed(let session, let trouble):
                [
                    ListenLog.json(
                        "failed", session: session,
                        [("reason", .string(ListenLog.words(trouble)))])
                ]
            case .closed(let session): [ListenLog.json("over", session: session, [])]
            case .said(.listening(let address)):
                [ListenLog.json("listening", [("address", .string(address))])]
            case .said(let remark):
                [ListenLog.json("said", [("text", .string(ListenLog.words(remark)))])]
            case .held, .released, .received: []
            }
        }
    }

    extension ListenLog {
        /// What went wrong, in words.
        static func words(_ trouble: Trouble) -> String {
            switch trouble {
            case .handshake(let reason): "the TLS handshake failed: \(EscapedText.shown(reason))"
            case .connection(let reason): "the connection was lost: \(EscapedText.shown(reason))"
            case .storage(let reason): "a message cannot be stored: \(EscapedText.shown(reason))"
            }
        }

        /// What there is to say about the server, in words.
        static func words(_ remark: ServerRemark) -> String {
            switch remark {
            case .listening(let address): "listening on \(address)"
            case .nobodyToAsk(let hook):
                "nobody is there to be asked about \(hook.rawValue): each takes its default"
            case .full(let limit): "\(limit) clients are connected: more of them hear 421"
            case .ending(let count): "ending; messages under way: \(count)"
            case .notAccepted(let reason):
                "cannot accept a connection: \(EscapedText.shown(reason))"
            }
        }
    }

    /// Says where the server listens, and what goes wrong; it sees no session.
    struct QuietWatcher: Watcher {
        let log: ListenLog

        var seesSessions: Bool { false }

        func note(_ happening: Happening) {
            switch happening {
            // The store says it once for all.
            case .failed(_, .storage): break
            case .said, .failed: log.note(happening)
            case .opened, .happened, .held, .released, .received, .closed: break
            }
        }
    }
#endif
