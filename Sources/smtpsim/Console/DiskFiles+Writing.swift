import Workbench

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension DiskFiles {
    /// Writes a new file beside the old one, makes sure that it is on the disk, and puts it in the old
    /// one's place: a full disk or a crash leaves the old file whole.
    func write(_ octets: [UInt8], to path: String) throws(FileFault) {
        // What a symbolic link points at is written, not the link.
        let target = realPath(path) ?? path
        var status = stat()
        let exists = stat(target, &status) == 0
        if exists, status.st_mode & S_IFMT == S_IFDIR {
            throw FileFault(cannot: "write", path, .folder)
        }
        guard !exists || status.st_mode & S_IFMT == S_IFREG else {
            throw FileFault(cannot: "write", path, .special)
        }
        let mask = umask(0)
        umask(mask)
        let mode = exists ? status.st_mode & 0o7777 : 0o666 & ~mask
        let failure = DiskFiles.replace(target, with: octets, mode: mode)
        guard failure == 0 else { throw DiskFiles.fault("write", path, failure) }
    }

    /// 0, or the system's error number.
    private static func replace(_ path: String, with octets: [UInt8], mode: mode_t) -> Int32 {
        var template = Array("\(path).XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { return errno }
        var failure = put(octets[...], on: descriptor)
        if failure == 0, fchmod(descriptor, mode) != 0 { failure = errno }
        if failure == 0, fsync(descriptor) != 0 { failure = errno }
        if close(descriptor) != 0, failure == 0 { failure = errno }
        if failure == 0, rename(template, path) != 0 { failure = errno }
        if failure != 0 { unlink(template) }
        return failure
    }

    private static func put(_ octets: ArraySlice<UInt8>, on descriptor: Int32) -> Int32 {
        var rest = octets
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                return errno
            }
        }
        return 0
    }
}

/// The system's call, apart from the methods of that name here.
private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, start, count)
}
