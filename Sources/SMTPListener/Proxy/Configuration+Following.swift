import SMTPSession

extension Configuration {
    /// Settings for a machine that follows what another server takes: it lets pass what it can, with a note,
    /// and has no limits of its own.
    ///
    /// Where text ends, servers must not differ.
    var following: Configuration {
        var settings = self
        for rule in Rule.allCases where rule.isTolerable && !Self.ends.contains(rule) {
            settings.tolerated.insert(rule)
        }
        settings.extensions = .all
        settings.extensions.remove(.checkpoint)
        settings.allowsPlaintextAuthentication = true
        settings.requiresTLS = false
        settings.requiresAuthentication = false
        settings.disabledVerbs = []
        settings.closing = []
        settings.limits.commandLine = 65_536
        settings.limits.recipients = 1_000_000
        settings.limits.messageSize = 0
        settings.limits.errors = 0
        settings.limits.authenticationFailures = 0
        settings.timeouts = Timeouts()
        settings.timeouts.command = 0
        settings.timeouts.data = 0
        return settings
    }

    /// Departures by which servers see different ends of lines and texts.
    private static var ends: RuleSet { [.contentLineFeedEnd, .bareLineFeed] }
}
