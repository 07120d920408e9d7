import Workbench

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension DiskFiles {
    /// The names in a folder, sorted, without hidden ones.
    ///
    /// - Parameter path: the folder
    /// - Returns: names without the folder's path
    /// - Throws: why it cannot be read
    func names(in path: String) throws(FileFault) -> [String] {
        guard let folder = opendir(path) else { throw DiskFiles.fault("read", path, errno) }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    /// Whether a path is a folder; a symbolic link counts as what it points at.
    ///
    /// - Parameter path: any path
    /// - Returns: whether it is a folder
    func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    func paths(beginningWith prefix: String) -> [String] {
        let slash = prefix.lastIndex(of: "/")
        let folder = slash.map { String(prefix[...$0]) } ?? ""
        let name = slash.map { prefix[prefix.index(after: $0)...] } ?? prefix[...]
        let names = (try? self.names(in: folder.isEmpty ? "." : folder)) ?? []
        return names.lazy.filter { $0.hasPrefix(name) }.prefix(100).map { name in
            isFolder(folder + name) ? folder + name + "/" : folder + name
        }
    }
}

extension DiskFiles {
    /// Whether there is anything at a path.
    ///
    /// - Parameter path: any path
    /// - Returns: whether it is there
    func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    func realPath(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    func hasProgram(_ name: String) -> Bool {
        guard !name.isEmpty, !name.contains("/") else { return false }
        let folders = Environment.value("PATH") ?? "/usr/bin:/bin"
        return folders.split(separator: ":").contains { folder in
            let path = "\(folder)/\(name)"
            return access(path, X_OK) == 0 && !isFolder(path)
        }
    }
}
