/// Files by paths as a person types them: one that begins with `~/` is in the home folder.
package struct HomeFiles: FileAccess {
    private let files: any FileAccess
    private let home: String?

    /// Other files, and the path of the home folder; without one, `~` means nothing.
    package init(_ files: any FileAccess, home: String?) {
        self.files = files
        self.home = home
    }

    private func expanded(_ path: String) -> String {
        guard let home, path == "~" || path.hasPrefix("~/") else { return path }
        return home + path.dropFirst()
    }

    package func read(_ path: String, limit: Int) throws(FileFault) -> [UInt8] {
        try files.read(expanded(path), limit: limit)
    }

    package func write(_ octets: [UInt8], to path: String) throws(FileFault) {
        try files.write(octets, to: expanded(path))
    }

    package func exists(_ path: String) -> Bool { files.exists(expanded(path)) }

    /// Written as the prefix is.
    package func paths(beginningWith prefix: String) -> [String] {
        guard let home, prefix.hasPrefix("~/") else { return files.paths(beginningWith: prefix) }
        return files.paths(beginningWith: expanded(prefix)).map { "~" + $0.dropFirst(home.count) }
    }

    package func realPath(_ path: String) -> String? { files.realPath(expanded(path)) }

    package func hasProgram(_ name: String) -> Bool { files.hasProgram(name) }
}
