#if Live
    import SMTPListener
    import SMTPSession
    import SystemCalls

    /// Saves each session as a script that runs.
    ///
    /// A class, since the threads of all sessions share it.
    final class SessionRecorder: Sendable {
        private let folder: String
        private let begin: @Sendable (Peer) -> any RecordedSession
        private let sessions = Locked([Int: Recording]())

        private struct Recording {
            var session: any RecordedSession
            /// What is to be written; a session that is short is written once.
            var text: [UInt8] = []
            var file: Descriptor?
        }

        /// More text than this does not wait in memory for the end of its session.
        private static let mostText = 1 << 16

        /// A folder that is there, and how the record of a session begins.
        init(_ folder: String, _ begin: @escaping @Sendable (Peer) -> any RecordedSession) {
            self.folder = folder
            self.begin = begin
        }

        /// Makes the folder if it is not there.
        static func prepare(_ folder: String) throws(Failure) {
            do {
                try FilePath(folder).makeFolder()
            } catch  where !FilePath(folder).isFolder {
                throw Failure("cannot make the folder \(folder): \(error)")
            } catch {}
        }

        /// Takes note of what happens in a session; at its end all of it is saved.
        func note(_ happening: Happening) {
            switch happening {
            case .opened(let session, let peer, _):
                sessions.withLock { $0[session] = Recording(session: begin(peer)) }
            case .happened(let session, let moment):
                guard var recording = taken(session) else { return }
                recording.text += recording.session.take(moment).utf8
                let isLong = recording.text.count > SessionRecorder.mostText
                if isLong, !write(&recording, session) { return }
                sessions.withLock { [recording] in $0[session] = recording }
            case .closed(let session):
                guard var recording = taken(session) else { return }
                recording.text += recording.session.end().utf8
                if write(&recording, session) { try? recording.file?.shut() }
            case .held, .released, .received, .failed, .said: break
            }
        }

        /// Takes a record out while something is added to it, so that no session waits for another's disk.
        ///
        /// Each session happens on one thread.
        private func taken(_ session: Int) -> Recording? {
            sessions.withLock { $0.removeValue(forKey: session) }
        }

        /// Writes what is to be written; where that fails, it is said, and the session is no longer recorded.
        private func write(_ recording: inout Recording, _ session: Int) -> Bool {
            guard !recording.text.isEmpty else { return true }
            do {
                let file = try recording.file ?? newFile(session)
                recording.file = file
                try file.writeAll(recording.text.span)
                recording.text.removeAll(keepingCapacity: false)
                return true
            } catch {
                try? recording.file?.shut()
                Console.fail(Failure("cannot save session \(session) in \(folder): \(error)"))
                return false
            }
        }

        /// A new file, by whose name the session is known.
        private func newFile(_ session: Int) throws(SystemError) -> Descriptor {
            var name = "session-\(session)"
            var copy = 2
            while true {
                do {
                    return try Descriptor(creating: "\(folder)/\(name).smtp")
                } catch .fileExists {
                    name = "session-\(session)-\(copy)"
                    copy += 1
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
