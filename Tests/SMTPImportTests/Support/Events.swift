import SMTPImport

/// What recordings say, without where and how certain, so that copies compare.
enum Events {
    static func of(_ recording: Recording?) -> [[RecordedEvent]] {
        (recording?.conversations ?? []).map { $0.turns.map(\.event) }
    }

    /// The same without blanks at the ends of lines.
    static func withoutBlanks(_ events: [[RecordedEvent]]) -> [[RecordedEvent]] {
        events.map { $0.map(withoutBlanks) }
    }

    private static func withoutBlanks(_ event: RecordedEvent) -> RecordedEvent {
        guard case .reply(var reply) = event else { return event }
        reply.lines = reply.lines.map { Array($0.reversed().drop { $0 == 0x20 }.reversed()) }
        return .reply(reply)
    }
}
