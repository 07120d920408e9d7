#if Live
    import SASL
    import SASLCryptography
    import SMTPDriver
    import SMTPGrammar
    import SMTPImport
    import SMTPListener
    import SMTPSession
    import SystemCalls

    /// Saves each session as a script that runs: what the client sent, and what it was told.
    ///
    /// A class, since the threads of all sessions share it.
    final class SessionRecorder: Sendable {
        private let folder: String
        private let showsSecrets: Bool
        private let sessions = Locked([Int: SessionRecording]())

        /// A folder, which is made if it is not there.
        init(_ folder: String, secrets: Bool) throws(Failure) {
            self.folder = folder
            showsSecrets = secrets
            do {
                try FilePath(folder).makeFolder()
            } catch  where !FilePath(folder).isFolder {
                throw Failure("cannot make the folder \(folder): \(error)")
            } catch {}
        }

        /// Takes note of what happens in a session; at its end it is saved.
        func note(_ happening: Happening) {
            switch happening {
            case .opened(let session, let peer, _):
                sessions.withLock { $0[session] = SessionRecording(address: peer.address) }
            case .happened(let session, let moment):
                sessions.withLock { sessions in
                    for event in moment.events { sessions[session]?.add(event) }
                }
            case .closed(let session):
                let recording = sessions.withLock { $0.removeValue(forKey: session) }
                if let recording { save(recording, session) }
            case .held, .released, .received, .failed, .said: break
            }
        }

        private func save(_ recording: SessionRecording, _ session: Int) {
            var options = ImportOptions(
                source: "smtpsim proxy", mechanisms: .standard + .cryptographic)
            options.showsSecrets = showsSecrets
            let text = recording.conversation.script(options).text
            var number = session
            while true {
                do {
                    return try FilePath("\(folder)/session-\(number).smtp").create(Array(text.utf8))
                } catch .fileExists {
                    number += 1
                } catch {
                    return Console.fail(
                        Failure("cannot save session \(session) in \(folder): \(error)"))
                }
            }
        }
    }

    /// Watches for two: one that shows, and one that saves.
    struct RecordingWatcher: Watcher {
        let shown: (any Watcher)?
        let recorder: SessionRecorder

        func note(_ happening: Happening) {
            shown?.note(happening)
            recorder.note(happening)
        }

        func holds(session: Int, at place: StopPlace) -> Bool {
            shown?.holds(session: session, at: place) ?? false
        }

        var canBeAsked: Bool { shown?.canBeAsked ?? false }
        var wantsMachines: Bool { shown?.wantsMachines ?? false }
    }
#endif
