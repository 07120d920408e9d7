import SMTPScript
import SMTPSession

/// A source of conversations, as the comments of its scripts name it.
struct ImportSource {
    let options: ImportOptions
    /// How comments begin that name a place in it: `# from swaks.txt:`, `# warning: swaks.txt:`.
    private let origin: [UInt8]
    private let warning: [UInt8]

    init(_ options: ImportOptions) {
        self.options = options
        let name = options.source.split(separator: "/").last.map(String.init) ?? options.source
        let shown = ImportedScript.comment(name: name)
        origin = Array("# from \(shown):".utf8)
        warning = Array("# warning: \(shown):".utf8)
    }

    /// Appends the comment that the next lines are from a line of it.
    func append(origin line: Int, to script: inout [UInt8]) {
        script.append(octets: origin.span)
        script.append(number: UInt64(max(0, line)))
        script.append(text: "\n")
    }

    /// Appends a warning as a comment.
    func append(_ warning: RecordingWarning, to script: inout [UInt8]) {
        if let line = warning.line {
            script.append(octets: self.warning.span)
            script.append(number: UInt64(max(0, line)))
            script.append(text: ": ")
        } else {
            script.append(text: "# warning: ")
        }
        script.append(text: ImportedScript.comment(warning.text))
        script.append(text: "\n")
    }
}
