/// The lines a person may call back, oldest first.
///
/// Whoever adds lines keeps secrets out.
package struct History: Hashable, Sendable {
    /// How many lines are kept; the oldest go first.
    package static let maximumCount = 1000

    /// The longest line that is kept, in bytes.
    package static let maximumLineLength = 8192

    /// The lines, oldest first.
    package private(set) var lines: [[UInt8]] = []

    package init() {}

    /// Records a line.
    ///
    /// Not recorded are: an empty line, a line that begins with a space, the same line as the one before,
    /// a line over `maximumLineLength`, and one that an editor could not give back as it was, because it
    /// has control characters or is not UTF-8.
    @discardableResult
    package mutating func add(_ line: [UInt8]) -> Bool {
        guard line != lines.last, Self.records(line) else { return false }
        if lines.count == Self.maximumCount { lines.removeFirst() }
        lines.append(line)
        return true
    }

    private static func records(_ line: [UInt8]) -> Bool {
        guard let first = line.first, first != 0x20, line.count <= maximumLineLength else {
            return false
        }
        return String(validating: line, as: UTF8.self)?.unicodeScalars.allSatisfy(\.isPrintable)
            ?? false
    }

    /// The lines as the text of a history file.
    var fileBytes: [UInt8] { lines.flatMap { $0 + [0x0A] } }

    /// The history that a file holds; what could not have been recorded is left out.
    init(fileBytes: [UInt8]) {
        for line in fileBytes.split(separator: 0x0A) { add(Array(line)) }
    }
}
