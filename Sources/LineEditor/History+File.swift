#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension History {
    /// The largest file that is read: a full history of the longest lines.
    private static let maximumFileSize = maximumCount * (maximumLineLength + 1)

    /// Reads a history file.
    ///
    /// - Parameter path: the file, as `save(to:)` writes it: plain UTF-8, one line a line. A file that is
    ///   not there is an empty history.
    /// - Throws: `HistoryError` if it cannot be read, is no regular file, or is larger than any history.
    public init(contentsOf path: String) throws(HistoryError) {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            guard errno == ENOENT else {
                throw HistoryError(operation: .read, path: path, errno: errno)
            }
            self.init()
            return
        }
        defer { close(descriptor) }
        let result = Self.read(descriptor)
        guard case .success(let bytes) = result else {
            throw HistoryError(operation: .read, path: path, errno: result.errno)
        }
        self.init(fileBytes: bytes)
    }

    /// Writes the history into a file, replacing it at once or not at all.
    ///
    /// - Parameter path: the file; it gets mode 0600. Folders that are missing are made, with mode 0700. A
    ///   symbolic link is followed.
    /// - Throws: `HistoryError`; the file is then as it was.
    public func save(to path: String) throws(HistoryError) {
        let target = Self.resolved(path)
        try Self.makeFolder(of: target)
        let failure = Self.replace(target, with: fileBytes)
        guard failure == 0 else {
            throw HistoryError(operation: .write, path: path, errno: failure)
        }
    }

    private enum ReadResult {
        case success([UInt8])
        case failure(Int32)

        var errno: Int32 {
            if case .failure(let errno) = self { errno } else { 0 }
        }
    }

    private static func read(_ descriptor: Int32) -> ReadResult {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return .failure(errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { return .failure(EINVAL) }
        guard status.st_size <= maximumFileSize else { return .failure(EFBIG) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while bytes.count <= maximumFileSize {
            let count = systemRead(descriptor, into: &chunk)
            guard count >= 0 else { return .failure(errno) }
            guard count > 0 else { return .success(bytes) }
            bytes += chunk[..<count]
        }
        return .failure(EFBIG)
    }

    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    private static func makeFolder(of path: String) throws(HistoryError) {
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
        let folder = String(path[..<slash])
        guard access(folder, F_OK) != 0 else { return }
        try makeFolder(of: folder)
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
            throw HistoryError(operation: .makeFolder, path: folder, errno: errno)
        }
    }

    /// Writes a new file beside the old one and renames it over that.
    ///
    /// - Returns: 0 or an error number.
    private static func replace(_ path: String, with bytes: [UInt8]) -> Int32 {
        var template = Array("\(path).XXXXXX".utf8CString)
        // mkstemp gives mode 0600.
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { return errno }
        var failure = writeAll(bytes, to: descriptor)
        if failure == 0, fsync(descriptor) != 0 {
            failure = errno
        }
        if close(descriptor) != 0, failure == 0 {
            failure = errno
        }
        if failure == 0, rename(template, path) != 0 {
            failure = errno
        }
        if failure != 0 {
            unlink(template)
        }
        return failure
    }

    private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count >= 0 || errno == EINTR else { return errno }
            rest = rest.dropFirst(max(0, count))
        }
        return 0
    }
}
