#if Live
    import SMTPListener
    import SMTPSession
    import SMTPSimulator

    /// A session on its way to a script.
    protocol RecordedSession: Sendable {
        /// Takes note of what happened; returns what can be written of the script by now.
        mutating func take(_ moment: SessionMoment) -> String

        /// What is to be written at the end.
        mutating func end() -> String
    }

    /// A session of our own server, whose script has the server's settings, and what handlers decided as answers.
    struct ServedSession: RecordedSession {
        private var transcript: LiveTranscript
        private var hasHeader = false

        init(_ settings: SimulatorSettings, secrets: Bool) {
            transcript = LiveTranscript(
                settings, secrets: secrets, leavesNamesOpen: true, isShared: true)
        }

        /// The lines of what happened.
        mutating func lines(of moment: SessionMoment) -> [String] {
            let header = hasHeader ? [] : transcript.header()
            hasHeader = true
            let lines = header + transcript.lines(of: moment.events, phase: moment.phase)
            return lines.flatMap(\.lines)
        }

        mutating func take(_ moment: SessionMoment) -> String {
            lines(of: moment).map { $0 + "\n" }.joined()
        }

        func end() -> String { "" }
    }
#endif
