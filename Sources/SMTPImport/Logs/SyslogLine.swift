/// A line of a system log, from the program's name on: `postfix/smtpd[4711]: connect from …`.
struct SyslogLine {
    private let line: LineText
    private let places: SyslogPlaces

    /// Finds the program in a line; nil if there is none.
    init?(_ line: LineText) {
        guard let places = SyslogPlaces(line.span) else { return nil }
        self.line = line
        self.places = places
    }

    /// The number of its process.
    var process: LineText { part(places.process, places.end) }
    /// What it says.
    var text: LineText { part(places.text, line.count) }

    private func part(_ start: Int, _ end: Int) -> LineText {
        line[line.startIndex + start..<line.startIndex + end]
    }

    /// Whether the program's name, without the parts before a slash, is a text.
    func isProgram(_ name: StaticString) -> Bool { places.isProgram(name, in: line.span) }
}

extension SyslogLine {
    /// Whether it says nothing of what a client or a server said, by its first words.
    var isSilent: Bool {
        if isProgram("qmgr") || isProgram("cleanup") || isProgram("pickup") { return true }
        return text.begins(with: "connect from ") || text.begins(with: "disconnect from ")
            || text.begins(with: "lost connection after ") || text.begins(with: "Anonymous TLS ")
    }
}
