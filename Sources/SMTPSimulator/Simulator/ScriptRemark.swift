/// What a script says to who watches it being played, and how many steps of the simulator were done before it.
package struct ScriptRemark: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        /// A comment or a title, as it stands in the script.
        case comment(String)
        case page(ScriptPage)
    }

    package var content: Content
    package var stepsBefore: Int
}

/// What a looking command shows: lines that are comments of a script.
package struct ScriptPage: Hashable, Sendable {
    /// The command, without its colon and without secrets.
    package var command: String
    /// The script, and its line, from 1.
    package var file: String
    package var line: Int
    /// The page, each line with its `#`.
    package var lines: [String]

    package init(command: String, file: String, line: Int, lines: [String]) {
        self.command = command
        self.file = file
        self.line = line
        self.lines = lines
    }
}
