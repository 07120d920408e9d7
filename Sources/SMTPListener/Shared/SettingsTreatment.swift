import SMTPPolicy
import SMTPSession

/// What a listener makes of the settings for a session.
struct SettingsTreatment: Sendable {
    /// Whether somebody wants to see everything.
    var isWatched: Bool
    /// Whether the reply to a message names it.
    var namesMessages: Bool
    /// Whether there is a certificate.
    var hasSecurity: Bool
    /// Whether another server decides, so that the machine only follows.
    var isProxy = false

    /// The settings of a session, for a client whose word counts as to who it is, or another.
    func settings(
        _ configuration: Configuration, _ policy: Policy, isTrusted: Bool
    ) -> Configuration {
        var settings = isProxy ? configuration.following : configuration
        settings.questions = policy.hooksOfInterest(
            tracesAll: isWatched, namesMessages: namesMessages)
        settings.reportsReadings = isWatched
        if !hasSecurity { settings.extensions.remove(.startTLS) }
        // The usual settings believe nobody.
        if !isTrusted { settings.takeTrust(from: Configuration()) }
        return settings
    }
}
