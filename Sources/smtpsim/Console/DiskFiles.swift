import Workbench

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Files on the disk, by paths as the shell would take them.
struct DiskFiles: FileAccess {
    func read(_ path: String, limit: Int) throws(FileFault) -> [UInt8] {
        // Without O_NONBLOCK a named pipe would wait for its writer for ever.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw DiskFiles.fault("read", path, errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw DiskFiles.fault("read", path, errno) }
        let kind = status.st_mode & S_IFMT
        guard kind != S_IFDIR else { throw FileFault(cannot: "read", path, .folder) }
        guard kind == S_IFREG else { throw FileFault(cannot: "read", path, .special) }
        return try DiskFiles.contents(descriptor, path, limit: limit, expected: Int(status.st_size))
    }

    private static func contents(
        _ descriptor: Int32, _ path: String, limit: Int, expected: Int
    ) throws(FileFault) -> [UInt8] {
        guard expected <= limit else {
            throw FileFault(cannot: "read", path, .tooLarge(limit: limit))
        }
        var octets: [UInt8] = []
        octets.reserveCapacity(expected)
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = chunk.withUnsafeMutableBytes {
                systemRead(descriptor, $0.baseAddress, $0.count)
            }
            guard count != 0 else { return octets }
            guard count > 0 else {
                guard errno == EINTR else { throw fault("read", path, errno) }
                continue
            }
            octets += chunk[..<count]
            guard octets.count <= limit else {
                throw FileFault(cannot: "read", path, .tooLarge(limit: limit))
            }
        }
    }

    static func fault(_ operation: String, _ path: String, _ number: Int32) -> FileFault {
        guard number != EISDIR else { return FileFault(cannot: operation, path, .folder) }
        return FileFault(cannot: operation, path, .system(String(cString: strerror(number))))
    }
}

/// The system's call, apart from the functions of that name here.
private func systemRead(_ descriptor: Int32, _ start: UnsafeMutableRawPointer?, _ count: Int) -> Int
{
    read(descriptor, start, count)
}
