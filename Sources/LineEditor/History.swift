import SystemCalls

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

    /// The lines as the text of a history file, which is plain UTF-8.
    var fileBytes: [UInt8] { lines.flatMap { $0 + [0x0A] } }

    /// The history that a file holds; what could not have been recorded is left out.
    init(fileBytes: [UInt8]) {
        for line in fileBytes.split(separator: 0x0A) { add(Array(line)) }
    }
}

/// A history file that could not be read or written.
package struct HistoryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was tried.
    package enum Operation: String, Hashable, Sendable {
        case read
        /// Making the folder the file is in.
        case makeFolder = "make folder"
        case write
    }

    package let operation: Operation

    /// The file or folder it was tried on.
    package let path: String

    package let reason: SystemError

    /// One line, such as `history: cannot read /home/ann/.history: Permission denied`.
    package var description: String { "history: cannot \(operation.rawValue) \(path): \(reason)" }
}

extension History {
    /// The largest file that is read: a full history of the longest lines.
    private static let maximumFileSize = maximumCount * (maximumLineLength + 1)

    /// Reads a history file, plain UTF-8; an empty history if there is none.
    package init(contentsOf path: String) throws(HistoryError) {
        do {
            self.init(fileBytes: try FilePath(path).contents(limit: Self.maximumFileSize))
        } catch {
            guard error == .noSuchFile else {
                throw HistoryError(operation: .read, path: path, reason: error)
            }
            self.init()
        }
    }

    /// Replaces a history file at once or not at all; it gets mode 0600, and missing folders 0700.
    package func save(to path: String) throws(HistoryError) {
        try Self.makeFolder(of: path)
        do {
            try FilePath(path).replace(with: fileBytes, mode: 0o600)
        } catch {
            throw HistoryError(operation: .write, path: path, reason: error)
        }
    }

    private static func makeFolder(of path: String) throws(HistoryError) {
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
        let folder = FilePath(String(path[..<slash]))
        guard !folder.exists else { return }
        try makeFolder(of: folder.text)
        do {
            try folder.makeFolder()
        } catch  where error != .fileExists {
            throw HistoryError(operation: .makeFolder, path: folder.text, reason: error)
        } catch {}
    }
}
