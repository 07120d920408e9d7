import OctetText
import SASL
import SMTPPolicy
import SMTPScript
import SMTPSession

extension World {
    /// The settings, handlers and users as a profile that can be read again; it ends with a line end.
    ///
    /// Without secrets, passwords are left out.
    package func profileText(secrets: Bool = false) -> String {
        var script = SessionScript(secrets: secrets)
        script.addComment("a profile of smtpsim")
        script.append(ProfileCommand(profile: profile))
        for command in SessionScript.settings(self) { script.append(command) }
        for handler in policy.handlers { script.append(OnCommand(rule: handler)) }
        for user in policy.credentials.users {
            guard let secret = policy.credentials[user: user] else { continue }
            script.addUser(UserCommand(name: user, password: secret))
        }
        return script.takeLines().flatMap(\.lines).map { $0 + "\n" }.joined()
    }
}

extension Profile {
    /// The profile as a file that a person can start from; it ends with a line end.
    package var fileText: String {
        if let text { return text + "\n" }
        guard self == .lenient || self == .lmtp else {
            return "# \(summary)\n:profile \(rawValue)\n"
        }
        let world = World(profile: .strict, configuration: configuration)
        let lines = world.profileText().split(separator: "\n").dropFirst()
        return (["# \(summary)"] + lines.map(String.init)).map { $0 + "\n" }.joined()
    }
}
