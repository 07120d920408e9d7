#if Live
    import SMTPListener
    import SMTPScript
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
        private let settings: SimulatorSettings
        private let secrets: Bool
        private var transcript: LiveTranscript?

        init(_ settings: SimulatorSettings, secrets: Bool) {
            self.settings = settings
            self.secrets = secrets
        }

        /// The lines of what happened.
        mutating func lines(of moment: SessionMoment) -> [String] {
            var header: [TranscriptLine] = []
            var transcript = transcript ?? begin(moment, &header)
            let lines = transcript.lines(of: moment.events, phase: moment.phase)
            self.transcript = transcript
            return (header + lines).flatMap(\.lines)
        }

        private func begin(
            _ moment: SessionMoment, _ header: inout [TranscriptLine]
        ) -> LiveTranscript {
            var settings = settings
            if let own = moment.settings { settings.configuration.takeTrust(from: own) }
            var transcript = LiveTranscript(
                settings, secrets: secrets, leavesNamesOpen: true, isShared: true)
            header = transcript.header()
            return transcript
        }

        mutating func take(_ moment: SessionMoment) -> String {
            lines(of: moment).map { $0 + "\n" }.joined()
        }

        func end() -> String { "" }
    }
#endif
