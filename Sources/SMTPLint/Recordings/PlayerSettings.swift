import SMTPSession

/// How the machine is set that plays a recording.
struct PlayerSettings: Hashable, Sendable {
    /// Whether it speaks LMTP.
    var isLocal = false
    /// Octets of a message that the recorded server takes at most; 0 for any.
    var messageSize: UInt64 = 0
    /// What is asked.
    var questions = RecordingPlayer.fewQuestions
    /// SASL mechanisms that are not usual, of which the client used one.
    var mechanisms: [String] = []

    /// All settings.
    var configuration: Configuration {
        var configuration = RecordingPlayer.configuration
        configuration.isLMTP = isLocal
        configuration.limits.messageSize = messageSize
        configuration.questions = questions
        configuration.mechanisms += mechanisms.map { OfferedMechanism(name: $0) }
        return configuration
    }
}

/// The settings that were used lately, as sessions take them over.
struct KnownSettings: Sendable {
    /// As many are kept.
    private static let most = 32

    private var all: [PlayerSettings: PreparedSettings] = [:]

    /// These settings.
    mutating func prepared(_ settings: PlayerSettings) -> PreparedSettings {
        if let known = all[settings] { return known }
        if all.count >= KnownSettings.most { all = [:] }
        var session = Session(settings.configuration)
        let prepared = session.preparedSettings()
        all[settings] = prepared
        return prepared
    }
}

extension RecordingPlayer {
    /// Sets the session as it is to be, unless it is so already.
    mutating func set(_ change: (inout PlayerSettings) -> Void) {
        let before = settings
        change(&settings)
        guard settings != before else { return }
        // Names that a client made up are not worth keeping.
        guard settings.mechanisms.isEmpty else {
            return session.configuration = settings.configuration
        }
        session.take(known.prepared(settings))
    }
}
