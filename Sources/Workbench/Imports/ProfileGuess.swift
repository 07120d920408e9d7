import OctetText
import SMTPImport
import SMTPPolicy
import SMTPSimulator
import TerminalText

/// Which of the known servers is most like a recorded one.
package struct ProfileGuess: Sendable {
    /// How a profile compares.
    package struct Candidate: Sendable {
        package let profile: Profile
        package let replay: [ReplayedReply]

        func count(_ verdict: ReplayedReply.Verdict) -> Int { replay.count { $0.verdict == verdict } }

        /// More is better: codes count more than words.
        fileprivate var score: Int {
            4 * count(.same) + count(.text) - 8 * count(.code) - 8 * count(.silent) - 8 * count(.state)
        }
    }

    /// The candidates, the best one first.
    package let candidates: [Candidate]

    /// How many conversations of a source are played to every profile.
    private static let mostConversations = 50

    /// Plays a transcript to every profile; refusals where a policy decides are adopted, what EHLO lists is not.
    package init(_ transcript: TranscriptImport) {
        var transcript = transcript
        transcript.setsServer = false
        let scripts = transcript.recording.conversations.count > ProfileGuess.mostConversations
            ? Array(transcript.scripts.prefix(ProfileGuess.mostConversations)) : transcript.scripts
        let found = Profile.allCases.filter { $0.machine == .session }.map { profile in
            var options = ScriptRunOptions()
            options.settings = SimulatorSettings(profile: profile)
            options.adoptsOffers = false
            let replay = scripts.flatMap {
                ScriptRunner().run($0.octets, name: $0.name, options: options).replay
            }
            return Candidate(profile: profile, replay: replay)
        }
        candidates = found.enumerated().sorted {
            ($1.element.score, $0.offset) < ($0.element.score, $1.offset)
        }.map(\.element)
    }

    /// A line for each profile, and where the best one differs.
    package var lines: [Line] {
        guard let best = candidates.first else { return [] }
        var lines = candidates.map { candidate in
            let name = candidate.profile.rawValue
            let blanks = String(repeating: " ", count: max(1, 12 - name.utf8.count))
            return Line(
                "  \(name)\(blanks)\(ReplayReport.counts(candidate.replay))",
                candidate.profile == best.profile ? .state : .plain)
        }
        lines.append(Line("# nearest: \(best.profile.rawValue)", .tool))
        let differing = best.replay.filter { $0.verdict != .same }
        if !differing.isEmpty { lines.append(Line("# where \(best.profile.rawValue) differs:", .tool)) }
        return lines + ReplayReport.lines(best.replay)
    }

    /// The same as JSON.
    package var json: JSON {
        [
            "nearest": .optional(candidates.first?.profile.rawValue),
            "profiles": .array(
                candidates.map {
                    [
                        "profile": .string($0.profile.rawValue),
                        "replay": ReplayReport.json($0.replay),
                    ]
                }),
        ]
    }
}
