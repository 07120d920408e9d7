import OctetText
import SMTPPolicy
import SMTPSession
import SMTPSimulator
import TerminalText

extension SettingsCommand: PageCommand {
    func page(_ look: Look) -> Page { look.settings(rest) }
}

extension Look {
    /// `:settings [PATTERN]`: names and values; those that differ from the profile's are marked.
    func settings(_ pattern: String?) -> Page {
        var page = page
        let profile = simulator.world.profile
        let counting = Setting.all(in: simulator.configuration).filter { $0.counts(in: profile) }
        let fitting = counting.filter { Look.fits($0.name, pattern) }
        guard !fitting.isEmpty else {
            let names = counting.map(\.name)
            let nearest = nearestName(to: pattern ?? "", among: names)
            page.fail(
                "no setting fits \(EscapedText.shown(pattern ?? ""))",
                hint: nearest.map { "did you mean \($0)?" })
            return page
        }
        var usual = profile.configuration
        usual.ownExtensions = simulator.settings.configuration.ownExtensions
        page.table(
            fitting.map { setting in
                let value = setting.get(simulator.configuration)
                let isChanged = value != setting.get(usual)
                let shown = value.isEmpty ? "(empty)" : value
                return (isChanged ? "* " + setting.name : "  " + setting.name, shown)
            })
        if fitting.count == 1, let setting = fitting.first {
            page.say("\(setting.summary) It takes \(setting.values).")
            if let clause = setting.clause { page.say(clause) }
        } else {
            page.say("profile \(profile.rawValue); * marks what differs from it")
        }
        return page
    }

    /// A name without wildcards fits wherever it stands in the setting's name.
    private static func fits(_ name: String, _ pattern: String?) -> Bool {
        guard let pattern, !pattern.isEmpty else { return true }
        let isExact = Setting.all.contains { $0.name == pattern }
        guard !isExact else { return name == pattern }
        let glob = pattern.contains("*") || pattern.contains("?") ? pattern : "*\(pattern)*"
        return Glob(glob).matches(Array(name.utf8))
    }
}
