import OctetText
import SASL
import SMTPPolicy
import SMTPScript
import SMTPSession

struct OnCommand: ChangeCommand {
    static let definition = CommandDefinition(
        "on", "HOOK [PATTERN] ACTION [QUALIFIER]", .policy,
        "Adds a handler; the first that matches decides.",
        details: """
            PATTERN is a glob such as *@example.org or a /regex/; without one, everything \
            matches. QUALIFIER is once, times N, after N, every N or N%; per client, sender or \
            recipient counts each one apart, and for 5m ends it so long after the first time. \
            ACTION may end with a fault of the link, such as link cut 500; see :help link.
            """,
        examples: [
            ":on recipient nosuch@* reject 550 5.1.1 \"No such user\"",
            ":on recipient tempfail 451 4.7.1 \"Greylisted\" for 5m per recipient",
            ":on message discard 10%",
            ":on data accept link cut 500",
        ])

    var rule: Handler

    static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        Self(rule: try words.policyText(of: "on", Handler.init(parsing:)))
    }

    func arguments(secrets: Bool) -> [String] { [rule.description] }

    func change(_ world: inout World) { world.policy.handlers.append(rule) }

    static func completions(after arguments: [String]) -> [ArgumentKind] {
        HandlerCompletion.handler(arguments)
    }
}

struct OffCommand: ChangeCommand {
    static let definition = CommandDefinition(
        "off", "N|all", .policy, "Removes handler N, or all handlers.",
        examples: [":off 1", ":off all"], completions: [.handlers])

    /// The handler's number; nil for all.
    var number: Int?

    static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        let word = try words.last("the number of a handler, or all")
        if word.text.lowercased() == "all" { return Self() }
        return Self(number: try CommandWords.number(word, 1...Int.max))
    }

    func arguments(secrets: Bool) -> [String] { [number.map { "\($0)" } ?? "all"] }

    func change(_ world: inout World) throws(SimulatorError) {
        guard let number else { return world.policy.handlers = [] }
        guard world.policy.handlers.indices.contains(number - 1) else {
            throw .unknownName(kind: "handler", name: "\(number)", suggestion: nil)
        }
        world.policy.handlers.remove(at: number - 1)
    }
}

struct NextCommand: ChangeCommand {
    static let definition = CommandDefinition(
        "next", "[HOOK] ACTION", .policy, "Decides the next question that the action suits.",
        details: """
            Without HOOK, it skips the verb question, which comes before every command, and \
            the capabilities question unless the action lists some. A new :next replaces one \
            that still waits.
            """,
        examples: [":next reject", ":next message tempfail 452 4.3.1"])

    var action: NextAction

    static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        Self(action: try words.policyText(of: "next", NextAction.init(parsing:)))
    }

    func arguments(secrets: Bool) -> [String] { [action.description] }

    func change(_ world: inout World) { world.policy.next = action }

    static func completions(after arguments: [String]) -> [ArgumentKind] {
        HandlerCompletion.next(arguments)
    }
}

package struct AskCommand: ChangeCommand {
    package static let definition = CommandDefinition(
        "ask", "HOOK…|credentials|reply [off]", .policy,
        "Puts the questions of a hook to you, at the prompt A:.",
        details: """
            With credentials, you are asked where the passwords of :user would decide; a saved \
            session does this, because it contains no passwords. With reply, smtpsim listen holds every reply \
            before it is sent, to be passed, changed or replaced.
            """,
        examples: [":ask recipient", ":ask recipient off", ":ask off", ":ask credentials"])

    /// What the person is asked; nil for credentials and replies.
    package var hooks: HookSet?
    package var isOn = true
    /// Whether it is about replies.
    package var isAboutReplies = false
    /// Whether it turns everything off.
    package var isAboutAll: Bool { hooks == HookSet(Hook.allCases) && !isOn }

    package static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        let word = try words.required("a hook, or credentials")
        if word.text.lowercased() == "off" {
            try words.end()
            return Self(hooks: HookSet(Hook.allCases), isOn: false)
        }
        let isAboutCredentials = ["credentials", "reply"].contains(word.text.lowercased())
        var command = Self()
        command.isAboutReplies = word.text.lowercased() == "reply"
        if !isAboutCredentials { command.hooks = HookSet(try CommandWords.hook(word)) }
        while let word = try words.next() {
            if word.text.lowercased() == "off" {
                try words.end()
                command.isOn = false
                return command
            }
            guard !isAboutCredentials else {
                throw CommandError("expected off or the end", at: word.column)
            }
            command.hooks?.formUnion(HookSet(try CommandWords.hook(word)))
        }
        return command
    }

    package func arguments(secrets: Bool) -> [String] {
        let names = hooks.map { Hook.allCases.filter($0.contains).map(\.rawValue) }
        return (names ?? [isAboutReplies ? "reply" : "credentials"]) + (isOn ? [] : ["off"])
    }

    package func change(_ world: inout World) throws(SimulatorError) {
        guard !isAboutReplies else {
            throw .unsuitable("replies are held only where clients wait for them: smtpsim listen")
        }
        guard let hooks else { return world.asksForCredentials = isOn }
        if isOn { world.policy.asks.formUnion(hooks) } else { world.policy.asks.subtract(hooks) }
    }

    package static func completions(after arguments: [String]) -> [ArgumentKind] {
        let words = arguments.map { $0.lowercased() }
        guard !words.contains("off") else { return [] }
        let credentials = ArgumentKind.Choice(
            word: "credentials", meaning: "Where users' passwords would decide.")
        let off = ArgumentKind.Choice(word: "off", meaning: "asks no more")
        let reply = ArgumentKind.Choice(word: "reply", meaning: "Every reply, in smtpsim listen.")
        guard !words.isEmpty else { return [.hooks, .choices([credentials, reply])] }
        let others = Hook.allCases.filter { !words.contains($0.rawValue) }
            .map { ArgumentKind.Choice(word: $0.rawValue, meaning: $0.summary) }
        let isAlone = words == ["credentials"] || words == ["reply"]
        return [.choices((isAlone ? [] : others) + [off])]
    }
}

struct UserCommand: ChangeCommand {
    static let definition = CommandDefinition(
        "user", "NAME PASSWORD", .policy, "Adds a user for AUTH.",
        examples: [":user tim secret"], completions: [.users], secrecy: .password(after: 1))

    var name: String
    var password: Secret

    static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        let name = try words.required("a user's name").text
        return Self(name: name, password: Secret(try words.password().text))
    }

    func arguments(secrets: Bool) -> [String] {
        [EscapedText.word(name), CommandWords.written(password, secrets)]
    }

    func change(_ world: inout World) { world.policy.credentials[user: name] = password }
}
