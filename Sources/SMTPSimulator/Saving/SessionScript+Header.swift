import SASL
import SMTPPolicy
import SMTPSession

extension SessionScript {
    mutating func addHeader(_ simulator: Simulator) {
        let world = simulator.steps.first?.before ?? simulator.world
        // A session that began with a script begins with its profile.
        let hasProfile = SessionScript.beginsWithProfile(simulator.steps)
        addHeader(world, seed: simulator.settings.seed, hasProfile: hasProfile)
        if world.asksForCredentials || hasAnswers(simulator) { askForCredentials() }
    }

    mutating func addHeader(_ world: World, seed: UInt64, hasProfile: Bool) {
        addComment("a session of smtpsim")
        wordsNames = world.configuration.presentation.wordings[.messageAccepted] != nil
        if !hasProfile {
            append(ProfileCommand(profile: world.profile))
            for command in SessionScript.settings(world) { append(command) }
        }
        // What chance did is among the answers.
        if seed != 0, !isWitnessed { append(SeedCommand(seed: seed)) }
        if let size = world.chunk { append(ChunkCommand(size: size)) }
        if isWitnessed { addAnswered() } else { addPolicy(world.policy) }
    }

    /// Where others had the same handlers, nobody else can repeat what became of them: each decision is an answer.
    private mutating func addAnswered() {
        guard !answered.isEmpty else { return }
        addComment("what handlers and the operator decided is answered below")
        append(AskCommand(hooks: answered))
    }

    private static func beginsWithProfile(_ steps: SharedList<Step>) -> Bool {
        steps.prefix(while: \.events.isEmpty).contains { step in
            (step.command?.command as? ProfileCommand).map { $0.wish != .name } ?? false
        }
    }

    /// Whether verdicts of users' passwords, or of the person instead, are saved as answers.
    private func hasAnswers(_ simulator: Simulator) -> Bool {
        simulator.steps.contains { step in
            !showsSecrets && step.after.asksForCredentials
                || step.events.contains(where: isSavedAsAnswer)
        }
    }

    private mutating func addPolicy(_ policy: Policy) {
        for rule in policy.handlers { append(OnCommand(rule: rule)) }
        if let next = policy.next { append(NextCommand(action: next)) }
        if !policy.asks.isEmpty { append(AskCommand(hooks: policy.asks)) }
        for user in policy.credentials.users {
            guard let secret = policy.credentials[user: user] else { continue }
            addUser(UserCommand(name: user, password: secret))
        }
    }

    /// A profile that a person has written, as its lines: the script does not need the file.
    mutating func add(_ file: ProfileFile) {
        append(ProfileCommand(profile: file.base))
        for command in file.commands {
            if let user = command.command as? UserCommand { addUser(user) } else { append(command) }
        }
    }

    /// What has to be set so that the profile's settings become those of the session.
    static func settings(_ world: World) -> [SetCommand] {
        var configuration = world.profile.configuration
        var commands: [SetCommand] = []
        for setting in Setting.all where setting.counts(in: world.profile) {
            let value = setting.get(world.configuration)
            // Some settings have two names; one of them is enough.
            guard setting.get(configuration) != value else { continue }
            try? setting.set(&configuration, value)
            commands.append(SetCommand(key: setting.name, value: value))
        }
        return commands
    }
}
