import OctetText
import SASL
import SMTPPolicy
import SMTPSession

// What the prompt says after a command that changes who decides, or the settings: what there is now,
// so that nothing has to be looked up to be sure of it. A script does not show it.

extension OnCommand {
    func confirmation(_ before: World, _ after: World) -> [String] {
        let earlier = before.policy.handlers.firstIndex { $0.leavesNothing(to: rule) }
        let number = "handler \(after.policy.handlers.count)"
        return ["\(number) \(rule.meaning)"]
            + (earlier.map { ["handler \($0 + 1) comes first, and leaves nothing to it"] } ?? [])
    }
}

extension Handler {
    /// What it does, after its number: `answers recipient nosuch@* with reject 550, once`.
    var meaning: String {
        let subject =
            pattern == .anything ? "every \(hook.rawValue)" : "\(hook.rawValue) \(pattern)"
        let deed =
            action == .ask ? "asks you about \(subject)" : "answers \(subject) with \(action)"
        return ([deed] + qualifier.meaning).joined(separator: ", ")
    }

    /// Whether it answers all that another one could.
    fileprivate func leavesNothing(to other: Handler) -> Bool {
        hook == other.hook && qualifier == .always
            && (pattern == .anything || pattern == other.pattern)
    }
}

extension Qualifier {
    /// What it means, part by part.
    fileprivate var meaning: [String] {
        let time = duration.map { "for \(DurationText.print($0)) from the first time" }
        return [count.meaning, time, apart].compactMap(\.self)
    }

    /// What is counted apart: `each client, sender and recipient counted apart`.
    private var apart: String? {
        let words = keys.description.split(separator: " ").dropFirst()
        guard let last = words.last else { return nil }
        let others = words.dropLast().joined(separator: ", ")
        return "each \(others.isEmpty ? "" : others + " and ")\(last) counted apart"
    }
}

extension Qualifier.Count {
    fileprivate var meaning: String? {
        switch self {
        case .always: nil
        case .times(1): "the first time only"
        case .times(let count): "the first \(count) times"
        case .after(1): "but not the first time"
        case .after(let count): "but not the first \(count) times"
        case .every(let count): "one time in \(count)"
        case .chance(let percent): "by chance, in \(percent) of 100 cases"
        }
    }
}

extension OffCommand {
    func confirmation(_ before: World, _ after: World) -> [String] {
        let left = after.policy.handlers.count
        guard let number else {
            let count = before.policy.handlers.count
            return [count == 0 ? "there was no handler" : "no handler is left of \(count)"]
        }
        let rest =
            left == 0 ? "none is left" : number > left ? "\(left) left" : "\(left) left, renumbered"
        return ["handler \(number) is gone: \(before.policy.handlers[number - 1]); \(rest)"]
    }
}

extension NextCommand {
    func confirmation(_ before: World, _ after: World) -> [String] {
        let hook = action.hook.map { "the next \($0.rawValue) question" }
        let what = hook ?? "the next question that it suits"
        let deed = action.action == .ask ? "is put to you" : "gets \(action.action)"
        return ["\(what) \(deed)"]
            + (before.policy.next.map { ["in the place of :next \($0)"] } ?? [])
    }
}

extension AskCommand {
    package func confirmation(_ before: World, _ after: World) -> [String] {
        guard hooks != nil else {
            return [
                isOn
                    ? "you are asked where the users' passwords would decide"
                    : "the users' passwords decide"
            ]
        }
        let names = Hook.allCases.filter(after.policy.asks.contains).map(\.rawValue)
        guard !names.isEmpty else { return ["you are asked about nothing any more"] }
        let about = "you are asked about \(names.joined(separator: ", "))"
        guard isOn, hooks?.contains(.auth) ?? false else { return [about] }
        return [about, "of AUTH you are asked the verdict; :on auth LOGIN ask asks at every step"]
    }
}

extension UserCommand {
    func confirmation(_ before: World, _ after: World) -> [String] {
        let name = EscapedText.inLine(name.utf8)
        let isKnown = before.policy.credentials.users.contains(self.name)
        return [
            isKnown ? "user \(name) has this password now" : "user \(name) can authenticate now"
        ]
    }
}

extension SetCommand {
    package func confirmation(_ before: World, _ after: World) -> [String] {
        guard let setting = try? Setting.named(key, in: after.configuration) else { return [] }
        func value(_ world: World) -> String {
            let value = setting.get(world.configuration)
            return value.isEmpty ? "empty" : EscapedText.inLine(value.utf8)
        }
        guard value(before) != value(after) else {
            return ["\(setting.name) was \(value(after)) already"]
        }
        return ["\(setting.name) is \(value(after)) now, and was \(value(before))"]
    }
}

extension ProfileCommand {
    package func confirmation(_ before: World, _ after: World) -> [String] {
        let isOther = before.profile.machine != after.profile.machine
        let isOpen = before.machine.expectation != .connection
        var said = ProfileCommand.said(after.profile)
        if case .file(let path, _) = wish {
            let changes = "with the changes of \(EscapedText.inLine(path.utf8))"
            said = "profile \(after.profile.rawValue) \(changes)"
        }
        guard isOther, isOpen else { return [said] }
        return [said, "a new connection begins: :connect opens it, or what you type"]
    }

    /// A profile, and what it is.
    static func said(_ profile: Profile) -> String {
        "profile \(profile.rawValue): \(profile.summary)"
    }
}

extension SeedCommand {
    func confirmation(_ before: World, _ after: World) -> [String] {
        ["chance and challenges begin anew, from seed \(seed)"]
    }
}

extension ChunkCommand {
    func confirmation(_ before: World, _ after: World) -> [String] {
        [
            size.map { "the server gets \($0) octet\($0 == 1 ? "" : "s") at a time" }
                ?? "the server gets each write at once"
        ]
    }
}
