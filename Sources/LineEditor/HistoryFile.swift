import SystemCalls

/// The file that keeps a history, plain UTF-8, a line an entry.
///
/// Each line is added when it was entered, so that nothing that ends the program loses one; several programs
/// may add lines at once. The file is its owner's alone.
package struct HistoryFile: Hashable, Sendable {
    /// The path of the file.
    package let path: String

    package init(_ path: String) { self.path = path }

    /// The largest file that is read: two full histories of the longest lines.
    private static let maximumSize = 2 * History.maximumCount * (History.maximumLineLength + 1)

    /// Reads the file; an empty history if there is none.
    ///
    /// A file that has twice as many lines as are kept is cut to those.
    package func lines() throws(HistoryError) -> History {
        let (history, count) = try read()
        guard count > 2 * History.maximumCount else { return history }
        do {
            try FilePath(path).whileLocked { _ throws(SystemError) in
                // Another program may have added lines, or cut the file, meanwhile.
                guard let (now, count) = try? read(), count > History.maximumCount else { return }
                try FilePath(path).replace(with: now.fileBytes, mode: 0o600)
            }
        } catch {
            throw HistoryError(operation: .write, path: path, reason: error)
        }
        return history
    }

    private func read() throws(HistoryError) -> (history: History, count: Int) {
        do {
            let bytes = try FilePath(path).contents(limit: HistoryFile.maximumSize)
            return (History(fileBytes: bytes), bytes.count { $0 == 0x0A })
        } catch {
            guard error == .noSuchFile else {
                throw HistoryError(operation: .read, path: path, reason: error)
            }
            return (History(), 0)
        }
    }

    /// Adds a line at the end; makes the file with mode 0600, and missing folders with 0700.
    package func append(_ line: [UInt8]) throws(HistoryError) {
        try HistoryFile.makeFolder(of: path)
        do {
            try FilePath(path).whileLocked { file throws(SystemError) in
                try file.makeItsOwners()
                try file.writeAll((line + [0x0A]).span)
            }
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
