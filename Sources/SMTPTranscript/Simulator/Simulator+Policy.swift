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
            default: throw .unsuitable(":\(command.name) changes no rule and no setting")
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
        do {
            try Setting.named(key).set(&changed, value)
        } catch {
            throw .setting(error)
        }
        configure(changed)
    }
}
