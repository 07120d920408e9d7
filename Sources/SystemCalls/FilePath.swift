#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The name of a file or folder, as the system takes it.
package struct FilePath: Hashable, Sendable {
    package let text: String

    package init(_ text: String) { self.text = text }

    package var exists: Bool { access(text, F_OK) == 0 }
    package var isExecutable: Bool { access(text, X_OK) == 0 && !isFolder }

    /// Whether it is a folder; a symbolic link counts as what it points at.
    package var isFolder: Bool { status.map { $0.st_mode & S_IFMT == S_IFDIR } ?? false }

    /// Where a file is to be written that takes this one's place: what a symbolic link points at, not the link.
    ///
    /// Throws if something other than a regular file is there, such as a device.
    package func replaced() throws(SystemError) -> FilePath {
        guard status.map({ $0.st_mode & S_IFMT == S_IFREG }) ?? true else { throw .notRegular }
        return FilePath(real ?? text)
    }

    private var status: stat? {
        var status = stat()
        return stat(text, &status) == 0 ? status : nil
    }

    /// The absolute path without symbolic links; nil if nothing is there.
    package var real: String? {
        guard let real = realpath(text, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    /// The names in this folder, in no order, without `.` and `..`.
    package func names() throws(SystemError) -> [String] {
        guard let folder = opendir(text) else { throw .last }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            names.append(
                withUnsafeBytes(of: entry.pointee.d_name) { octets in
                    String(decoding: octets.prefix { $0 != 0 }, as: UTF8.self)
                })
        }
        return names.filter { $0 != "." && $0 != ".." }
    }

    /// Makes a folder for its owner.
    package func makeFolder() throws(SystemError) {
        guard mkdir(text, 0o700) == 0 else { throw .last }
    }

    /// Gives the file a second name, which must be new.
    package func addName(_ other: String) throws(SystemError) {
        guard link(text, other) == 0 else { throw .last }
    }

    /// Gives the file another name, in the place of what has it.
    package func move(to other: FilePath) throws(SystemError) {
        guard rename(text, other.text) == 0 else { throw .last }
    }

    package func remove() { unlink(text) }

    /// Waits until the disk knows the names in this folder.
    package func synchronizeFolder() throws(SystemError) {
        let folder = try Descriptor(text, O_RDONLY | O_DIRECTORY)
        defer { try? folder.shut() }
        try folder.synchronize()
    }

    /// When the file was written last, in seconds since 1970; nil if there is none.
    package var lastWritten: UInt64? {
        #if canImport(Darwin)
            status.map { UInt64(max(0, $0.st_mtimespec.tv_sec)) }
        #else
            status.map { UInt64(max(0, $0.st_mtim.tv_sec)) }
        #endif
    }
}

extension FilePath {
    /// Reads a regular file of at most so many octets.
    package func contents(limit: Int) throws(SystemError) -> [UInt8] {
        // Without O_NONBLOCK a named pipe would wait for its writer for ever.
        let file = try Descriptor(text, O_RDONLY | O_NONBLOCK)
        defer { try? file.shut() }
        var status = stat()
        guard fstat(file.number, &status) == 0 else { throw .last }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
        guard status.st_size <= limit else { throw .tooLarge }
        // One more than it should have: the end shows in the first read that follows.
        var octets = try file.readSome(limit: Int(status.st_size) + 1)
        while octets.count <= limit {
            let more = try file.readSome(limit: 65_536)
            guard !more.isEmpty else { return octets }
            octets += more
        }
        throw .tooLarge
    }

    /// Writes a new file beside the old one, makes sure that it is on the disk, and puts it in the old
    /// one's place: a full disk or a crash leaves the old file whole.
    ///
    /// Its mode stays unless one is given.
    package func replace(with octets: [UInt8], mode: UInt16? = nil) throws(SystemError) {
        let old = status
        let target = try replaced().text
        let mode = mode.map { mode_t($0) } ?? old.map { $0.st_mode & 0o7777 } ?? FilePath.usualMode
        var name = Array("\(target).XXXXXX".utf8CString)
        let file = Descriptor(mkstemp(&name))
        guard file.number >= 0 else { throw .last }
        do throws(SystemError) {
            try file.fill(octets) { () throws(SystemError) in
                guard fchmod(file.number, mode) == 0, fsync(file.number) == 0 else { throw .last }
            }
            guard rename(name, target) == 0 else { throw .last }
        } catch {
            unlink(name)
            throw error
        }
    }

    /// Does something to a file to which octets are added at its end, while no other program that asks for
    /// the same does; makes the file, for its owner, if there is none.
    package func whileLocked(
        _ body: (Descriptor) throws(SystemError) -> Void
    ) throws(SystemError) {
        while true {
            let file = try Descriptor(text, O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK)
            do throws(SystemError) {
                let isStillThere = try lock(file)
                if isStillThere { try body(file) }
                try file.shut()
                if isStillThere { return }
            } catch {
                try? file.shut()
                throw error
            }
        }
    }

    /// Waits for the lock; whether the name still means that file: another program may have replaced it.
    private func lock(_ file: Descriptor) throws(SystemError) -> Bool {
        var opened = stat()
        guard fstat(file.number, &opened) == 0 else { throw .last }
        guard opened.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
        // A file system without locks is no reason to do nothing.
        while flock(file.number, LOCK_EX) != 0, errno == EINTR {}
        guard let now = status else { return false }
        return now.st_dev == opened.st_dev && now.st_ino == opened.st_ino
    }

    /// Writes a new file for its owner: whole, or not at all.
    package func create(_ octets: [UInt8]) throws(SystemError) {
        let file = try Descriptor(creating: text)
        do {
            try file.fill(octets)
        } catch {
            remove()
            throw error
        }
    }

    /// What a new file gets.
    private static var usualMode: mode_t {
        let mask = umask(0)
        umask(mask)
        return 0o666 & ~mask
    }
}

extension Descriptor {
    /// Takes the file from everybody but its owner, if others may read or write it.
    package func makeItsOwners() throws(SystemError) {
        var status = stat()
        guard fstat(number, &status) == 0 else { throw .last }
        guard status.st_mode & 0o077 != 0 else { return }
        guard fchmod(number, 0o600) == 0 else { throw .last }
    }

    /// Writes all that the file is to hold, and shuts it.
    fileprivate func fill(
        _ octets: [UInt8], finishing: () throws(SystemError) -> Void = {}
    ) throws(SystemError) {
        do {
            try writeAll(octets.span)
            try finishing()
        } catch {
            try? shut()
            throw error
        }
        try shut()
    }
}
