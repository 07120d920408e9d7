import SystemCalls

/// A person's own files, in the folders of the XDG base directory specification.
enum PersonalFiles {
    /// The history of the prompt: `$XDG_STATE_HOME/smtpsim/history`.
    static var history: String? { path("XDG_STATE_HOME", ".local/state", "smtpsim/history") }

    /// The script that is played before everything else: `$XDG_CONFIG_HOME/smtpsim/init.smtp`.
    static var initScript: String? { path("XDG_CONFIG_HOME", ".config", "smtpsim/init.smtp") }

    /// The folder that a variable names must be absolute.
    private static func path(_ variable: String, _ usual: String, _ rest: String) -> String? {
        if let folder = ThisProcess.environment(variable), folder.hasPrefix("/") {
            return "\(folder)/\(rest)"
        }
        return ThisProcess.environment("HOME").map { "\($0)/\(usual)/\(rest)" }
    }
}
