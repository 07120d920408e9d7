import SASL
import SMTPPolicy
import SMTPSession

extension Simulator {
    /// Performs a command that changes who decides, or the settings.
    mutating func performChange(_ command: PromptCommand) throws(SimulatorError) -> Step {
        try change(command) { world throws(SimulatorError) in
            switch command {
            case .on(let rule): world.policy.rules.append(rule)
            case .off(let number): try world.removeRule(number)
            case .next(let action): world.policy.next = action
            case .ask(let hooks, true): world.policy.asks.formUnion(hooks)
            case .ask(let hooks, false): world.policy.asks.subtract(hooks)
            case .askCredentials(let isOn): world.asksForCredentials = isOn
            case .user(let name, let secret): world.policy.credentials[user: name] = secret
            case .chunk(let size): world.chunk = size
            case .seed(let seed): world.policy.random = SeededRandom(seed: seed)
            case .set(let key, let value): try world.set(key, value)
            case .profile(let profile): world.use(profile)
            case .help, .state, .can, .why, .explain, .envelope, .messages, .message, .log,
                .hooks, .settings, .buffer, .compare, .quit, .undo, .redo, .goTo, .checkpoint,
                .restore, .fork, .sessions, .send, .hex, .file, .paste, .flush, .connect, .close,
                .tls, .auth, .wait, .save, .run, .open, .expect, .require, .include:
                throw .unsuitable(":\(command.name) changes no rule and no setting")
            }
        }
    }
}

extension World {
    fileprivate mutating func removeRule(_ number: Int?) throws(SimulatorError) {
        guard let number else {
            policy.rules = []
            return
        }
        guard policy.rules.indices.contains(number - 1) else {
            throw .unknownName(kind: "rule", name: "\(number)", suggestion: nil)
        }
        policy.rules.remove(at: number - 1)
    }

    fileprivate mutating func set(_ key: String, _ value: String) throws(SimulatorError) {
        var changed = configuration
        let setting = try World.setting(key, in: profile, configuration)
        do {
            try setting.set(&changed, value)
        } catch {
            throw .setting(error)
        }
        configure(changed)
    }

    private static func setting(
        _ key: String, in profile: Profile, _ configuration: Configuration
    ) throws(SimulatorError) -> Setting {
        let setting: Setting
        do {
            setting = try Setting.named(key, in: configuration)
        } catch {
            throw .setting(error)
        }
        guard setting.counts(in: profile) else {
            throw .unsuitable(
                "\(setting.name) does nothing in the \(profile.rawValue) profile; "
                    + ":settings lists what does")
        }
        return setting
    }
}
