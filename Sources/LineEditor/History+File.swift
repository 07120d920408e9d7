import SystemCalls

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
    ///
    /// - Throws: `HistoryError` if it cannot be read, is no regular file, or is larger than any history.
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
    ///
    /// - Throws: `HistoryError`; the file is then as it was.
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
