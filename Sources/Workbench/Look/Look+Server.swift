import SMTPScript
import OctetText
import SASL
import SMTPGrammar
import SMTPPolicy
import SMTPSession
import SMTPSimulator
import TerminalText

extension CanCommand: PageCommand {
    /// `:can`: what the client may send now, with syntax.
    func show(_ look: Look, on page: inout Page) {
        if let question = look.simulator.openQuestion {
            page.say("The \(question.hook.rawValue) question is open: answer it.", .question)
            return page.table(question.hook.answers.map { ActionName.answer($0).row })
        }
        switch look.simulator.expectation {
        case .command: look.addCommands(to: &page)
        case .header:
            page.say(
                "A header of the PROXY protocol, such as "
                    + "PROXY TCP4 192.0.2.1 198.51.100.1 56324 25.")
        case .content:
            if let octets = look.simulator.machine.awaitedOctets {
                let count = counted(Int(clamping: octets), "octet")
                return page.say("Any octets: \(count) of the chunk are to come.")
            }
            page.say(
                "Message text, line by line; a line with a single dot ends it. A line that "
                    + "begins with a dot needs one more in front.")
        case .authentication: page.say("A SASL response in base64, or * to cancel.")
        case .handshake: page.say("The TLS handshake: :tls does it.")
        case .connection: page.say("The connection is not open: :connect, or just type.")
        case .nothing: page.say("Nothing: the connection is closed. :connect opens another.")
        }
    }
}

extension ActionName {
    /// How it is written, and what it does.
    var row: (String, String) {
        (syntax.isEmpty ? rawValue : "\(rawValue) \(syntax)", summary)
    }
}

extension Look {
    fileprivate func addCommands(to page: inout Page) {
        for verb in VerbDeclaration.sorted(simulator.admittedVerbs) {
            guard verb != Verb.auth.name else {
                offeredMechanisms.forEach { page.show("AUTH \($0)") }
                continue
            }
            page.words(Reference.syntax(of: verb).split(separator: " ").map(String.init), gap: 1)
            let words = offeredExtensions.flatMap(\.parameters)
                .filter { $0.verb.name == verb }.flatMap(\.syntax)
            guard !words.isEmpty else { continue }
            page.words(words, gap: 2, .hint, indentation: 5)
        }
        let refused = refusals()
        guard !refused.isEmpty else { return }
        page.say("Not now:")
        page.table(refused)
    }

    /// The verbs that the server knows and would refuse now, with the rule's sentence.
    private func refusals() -> [(String, String)] {
        VerbDeclaration.taught.map(\.verb).compactMap { verb in
            guard let rule = simulator.machine.admission(of: verb), rule != .notImplemented,
                rule != .unknownCommand
            else {
                return nil
            }
            return (verb.name, "\(rule.text) (\(rule.id))")
        }
    }
}

extension HooksCommand: PageCommand {
    /// `:hooks`: the handlers with their counts, who is asked, and how often each hook was.
    func show(_ look: Look, on page: inout Page) {
        let policy = look.simulator.policy
        if let next = policy.next { page.show("next: \(next)") }
        let digits = "\(policy.handlers.count)".count
        for (index, handler) in policy.handlers.enumerated() {
            let number = "\(index + 1)"
            page.show("\(Page.blanks(digits - number.count))\(number)  :on \(handler)", .rule)
            page.say("fitted \(handler.seen), answered \(handler.hits)", indentation: digits + 2)
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

extension SettingsCommand: PageCommand {
    /// `:settings [PATTERN]`: names and values; those that differ from the profile's are marked.
    func show(_ look: Look, on page: inout Page) {
        let simulator = look.simulator
        let profile = simulator.world.profile
        let counting = Setting.all(in: simulator.configuration).filter { $0.counts(in: profile) }
        let fitting = counting.filter { SettingsCommand.fits($0.name, rest) }
        guard !fitting.isEmpty else {
            let nearest = nearestName(to: rest ?? "", among: counting.map(\.name))
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
        let isExact = Setting.all.contains { $0.name == pattern }
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
