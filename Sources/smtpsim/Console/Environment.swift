#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What the environment says.
enum Environment {
    /// A variable's value; nil where it is not set or empty.
    ///
    /// - Parameter name: the variable
    /// - Returns: its value
    static func value(_ name: String) -> String? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }

    /// Where the history of the prompt is kept: `$XDG_STATE_HOME/smtpsim/history`.
    static var historyPath: String? { path("XDG_STATE_HOME", ".local/state", "smtpsim/history") }

    /// The script that is played before everything else: `$XDG_CONFIG_HOME/smtpsim/init.smtp`.
    static var initPath: String? { path("XDG_CONFIG_HOME", ".config", "smtpsim/init.smtp") }

    /// A path in one of the folders of the XDG base directory specification, which must be absolute.
    private static func path(_ variable: String, _ usual: String, _ rest: String) -> String? {
        if let folder = value(variable), folder.hasPrefix("/") { return "\(folder)/\(rest)" }
        return value("HOME").map { "\($0)/\(usual)/\(rest)" }
    }
}
