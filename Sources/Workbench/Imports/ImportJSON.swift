import SMTPImport
import SMTPScript
import SMTPSimulator

/// What was read of a transcript, as JSON.
package enum ImportJSON {
    /// One object for a source, with its scripts.
    package static func value(
        of transcript: TranscriptImport, _ scripts: [ImportedScript], extra: [(String, JSON)] = []
    ) -> JSON {
        let recording = transcript.recording
        return JSON(
            members: head(transcript) + [
                ("warnings", warnings(recording.warnings)),
                (
                    "conversations",
                    .array(zip(recording.conversations, scripts).map(conversation))
                ),
            ] + extra)
    }

    /// What a source was read as.
    package static func head(_ transcript: TranscriptImport) -> [(String, JSON)] {
        let recording = transcript.recording
        return [
            ("source", .string(transcript.name)), ("format", .string(recording.format)),
            ("formatName", .string(recording.formatName)),
            ("percentage", .number(recording.percentage)),
        ]
    }

    /// A conversation and its script.
    package static func conversation(
        _ conversation: RecordedConversation, _ script: ImportedScript
    ) -> JSON {
        [
            "label": .optional(conversation.label.map(ScriptSecrets.masked)),
            "line": .number(conversation.turns.first?.line ?? 1),
            "turns": .number(conversation.turns.count),
            "warnings": warnings(conversation.warnings), "script": .string(script.text),
        ]
    }

    /// What was missing or uncertain.
    package static func warnings(_ warnings: [RecordingWarning]) -> JSON {
        .array(
            warnings.map { warning in
                ["line": warning.line.map { .number($0) } ?? .null, "text": .string(warning.text)]
            })
    }
}
