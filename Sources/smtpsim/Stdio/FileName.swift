#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The name of a file or folder, and what the system does with names.
struct FileName {
    let path: String

    init(_ path: String) { self.path = path }

    /// The number of this process.
    static var process: Int32 { getpid() }

    /// The error of a name that is there already.
    static let isTaken = EEXIST

    /// Makes a folder for its owner; 0, or the system's error number.
    func makeFolder() -> Int32 { mkdir(path, 0o700) == 0 ? 0 : errno }

    /// Whether a folder has this name.
    var isFolder: Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Gives the file a second name, which must be new; 0, or the system's error number.
    func link(to other: FileName) -> Int32 { systemLink(path, other.path) == 0 ? 0 : errno }

    /// Writes a new file for its owner; 0, or the system's error number.
    func create(_ octets: [UInt8]) -> Int32 {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return errno }
        var failure = descriptor.put(octets[...])
        if close(descriptor) != 0, failure == 0 { failure = errno }
        if failure != 0 { remove() }
        return failure
    }

    func remove() { unlink(path) }

    /// The greatest number of a message in this folder, 0 if there is none.
    var lastNumber: Int {
        guard let folder = opendir(path) else { return 0 }
        defer { closedir(folder) }
        var last = 0
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { octets in
                String(decoding: octets.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name.hasPrefix("m"), let dot = name.firstIndex(of: ".") else { continue }
            last = max(last, Int(name[name.index(after: name.startIndex)..<dot]) ?? 0)
        }
        return last
    }
}

/// The system's call, apart from the method of that name here.
private func systemLink(_ path: String, _ other: String) -> Int32 { link(path, other) }
