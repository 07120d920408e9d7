import OctetText

/// An error in a script, with its place.
///
///     greylist.smtp:3:1: error: unknown beginning of a line
///       EHLO client.example
///       ^
///     hint: did you mean `C: EHLO client.example`?
public struct ScriptDiagnostic: Hashable, Sendable, CustomStringConvertible {
    /// The name of the script.
    public var file: String
    /// The line number, from 1.
    public var line: Int
    /// The column, in characters, from 1.
    public var column: Int
    /// What was expected or is not allowed.
    public var message: String
    /// What to write instead, if that can be guessed.
    public var hint: String?
    /// The line, with bytes that are not UTF-8 replaced, and passwords masked.
    public var source: String

    package init(
        file: String, line: Int, column: Int, message: String, hint: String?, source: String
    ) {
        self.file = file
        self.line = line
        self.message = message
        self.source = ScriptSecrets.masked(source)
        let secret = ScriptSecrets.start(in: source)
        self.column = secret.map { min(column, source[..<$0].count + 1) } ?? column
        // A hint may repeat the line.
        self.hint = secret.map { hint?.contains(source[$0...]) == true } == true ? nil : hint
    }

    /// The error as lines for a person.
    ///
    /// Control characters of the script are shown as their pictures, and of a long line only the
    /// part around the error is shown.
    public var lines: [String] {
        let before = source.prefix(column - 1).map(ScriptDiagnostic.picture)
        let rest = source.dropFirst(column - 1).map(ScriptDiagnostic.picture)
        let offset = before.reduce(0) { $0 + $1.utf8.count }
        let caret = Caret(in: String(before + rest).utf8, at: offset)
            .clipped(to: ScriptDiagnostic.width)
        let head = "\(file):\(line):\(column): error: \(message)"
        let blanks = String(repeating: " ", count: caret.column)
        return [head, "  " + caret.line, "  " + blanks + "^"] + (hint.map { ["hint: \($0)"] } ?? [])
    }

    /// How many columns of the line are shown at most.
    private static let width = 76

    /// A control character as its picture, for the escape that could stand here is text to a script.
    private static func picture(_ character: Character) -> Character {
        guard let scalar = character.unicodeScalars.first, character != "\t" else { return " " }
        let value = scalar.value == 0x7F ? 0x21 : scalar.value
        guard value < 0x20 || scalar.value == 0x7F else { return character }
        return Unicode.Scalar(0x2400 + value).map(Character.init) ?? character
    }

    /// The lines in one text, without a final line end.
    public var description: String { lines.joined(separator: "\n") }
}

/// Everything that is wrong with a script, in the order of its lines.
public struct ScriptError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The errors, at least one, at most ``ScriptLimits/errorCount``.
    public var diagnostics: [ScriptDiagnostic]
    /// Whether there were more errors than are reported.
    public var isTruncated: Bool

    package init(diagnostics: [ScriptDiagnostic], isTruncated: Bool = false) {
        self.diagnostics = diagnostics
        self.isTruncated = isTruncated
    }

    /// The errors as lines for a person, without a final line end.
    public var description: String {
        let shown = diagnostics.map(\.description)
        let more = isTruncated ? ["further errors are not shown"] : []
        return (shown + more).joined(separator: "\n")
    }
}

/// Collects the errors of one script up to a bound.
struct FaultCollector {
    let file: String
    let bound: Int
    private(set) var diagnostics: [ScriptDiagnostic] = []
    private(set) var isTruncated = false

    mutating func add(_ fault: LineFault, line: Int, source: ArraySlice<UInt8>) {
        guard diagnostics.count < max(1, bound) else {
            isTruncated = true
            return
        }
        diagnostics.append(
            ScriptDiagnostic(
                file: file, line: line, column: fault.column(in: source), message: fault.message,
                hint: fault.hint, source: String(decoding: source, as: UTF8.self)))
    }

    var error: ScriptError? {
        guard !diagnostics.isEmpty else { return nil }
        let sorted = diagnostics.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
        return ScriptError(diagnostics: sorted, isTruncated: isTruncated)
    }
}
