import SMTPScript
import OctetText
import SASL
import SMTPGrammar
import SMTPPolicy
import SMTPSession
import SMTPSimulator
import TerminalText

extension HooksCommand: PageCommand {
    /// `:hooks`: the handlers with their counts, who is asked, and how often each hook was.
    func show(_ look: Look, on page: inout Page) {
        let policy = look.simulator.policy
        if let next = policy.next { page.show("next: \(next)") }
        let digits = "\(policy.handlers.count)".count
        for (index, handler) in policy.handlers.enumerated() {
            let number = "\(index + 1)"
            page.show("\(Page.blanks(digits - number.count))\(number)  :on \(handler)", .rule)
            page.say(handler.counts, indentation: digits + 2)
        }
        if policy.handlers.isEmpty, policy.next == nil {
            page.say(
                "No handlers: every hook has its default. :on adds one, :help hooks tells more.")
        }
        page.list("You are asked", Hook.allCases.filter(policy.asks.contains).map(\.rawValue))
        page.list("Users", policy.credentials.users.map(EscapedText.shown))
        let counts = Hook.allCases.compactMap { hook in
            look.simulator.world.questionCounts[hook].map { "\(hook.rawValue) \($0)" }
        }
        page.list("Questions so far", counts)
    }
}

extension Handler {
    /// How often it matched and answered, and how much it keeps apart.
    fileprivate var counts: String {
        let apart = memory.map { ", \(counted($0.count, "case")) apart" } ?? ""
        return "fitted \(seen), answered \(hits)" + (qualifier.keys.isEmpty ? "" : apart)
    }
}

extension SettingsCommand: PageCommand {
    /// `:settings [PATTERN]`: names and values; those that differ from the profile's are marked.
    func show(_ look: Look, on page: inout Page) {
        let display = DisplaySetting.all.filter { SettingsCommand.fits($0.name, rest) }
        showServer(look, on: &page, besides: display.isEmpty)
        page.add(display, in: look.display)
    }

    /// The server's settings; where nothing else fits either, an error.
    private func showServer(_ look: Look, on page: inout Page, besides isAlone: Bool) {
        let simulator = look.simulator
        let profile = simulator.world.profile
        let counting = Setting.all(in: simulator.configuration).filter { $0.counts(in: profile) }
        let fitting = counting.filter { setting in
            SettingsCommand.fits(setting.name, rest)
                && (rest?.hasPrefix("text.") ?? false
                    || !setting.isUsualWording(in: simulator.configuration))
        }
        guard !fitting.isEmpty else {
            guard isAlone else { return }
            let names = counting.map(\.name) + DisplaySetting.all.map(\.name)
            let nearest = nearestName(to: rest ?? "", among: names)
            return page.fail(
                "no setting matches \(EscapedText.shown(rest ?? ""))",
                hint: nearest.map { "did you mean \($0)?" })
        }
        var usual = profile.configuration
        usual.ownExtensions = simulator.settings.configuration.ownExtensions
        page.table(
            fitting.map { setting in
                let value = setting.get(simulator.configuration)
                let mark = value == setting.get(usual) ? "  " : "* "
                return (mark + setting.name, value.isEmpty ? "(empty)" : value)
            })
        if fitting.count == 1, let setting = fitting.first {
            page.say("\(setting.summary) It takes \(setting.values).")
            if let clause = setting.clause { page.say(clause) }
        } else {
            page.say("profile \(profile.rawValue); * marks what differs from it")
        }
    }

    /// A name without wildcards fits wherever it stands in the setting's name.
    private static func fits(_ name: String, _ pattern: String?) -> Bool {
        guard let pattern, !pattern.isEmpty else { return true }
        let isExact =
            Setting.all.contains { $0.name == pattern } || DisplaySetting.named(pattern) != nil
        guard !isExact else { return name == pattern }
        let glob = pattern.contains("*") || pattern.contains("?") ? pattern : "*\(pattern)*"
        return Glob(glob).matches(Array(name.utf8))
    }
}

extension ExplainCommand: PageCommand {
    /// `:explain`: articles of the reference, or a command line taken apart.
    func show(_ look: Look, on page: inout Page) {
        let text = words.hasPrefix(":") ? ScriptSecrets.masked(words) : words
        page.add(Explanation(text, in: look.simulator.configuration))
    }
}
