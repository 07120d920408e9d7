#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file that grows, and is removed under its present name when it is no longer needed.
struct PartialFile: ~Copyable {
    private let path: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    /// Why it could not be made; 0, or the system's error number.
    let failure: Int32

    /// Pieces are joined up to this many octets, since dots that are taken out cut text into small ones.
    private static let bufferSize = 65_536

    init(_ path: String) {
        self.path = path
        // What a process of the same number left behind is nobody's.
        unlink(path)
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        failure = descriptor < 0 ? errno : 0
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        unlink(path)
    }

    /// Adds octets; 0, or the system's error number.
    mutating func append(_ piece: ArraySlice<UInt8>) -> Int32 {
        guard buffer.count + piece.count > PartialFile.bufferSize else {
            buffer.append(contentsOf: piece)
            return 0
        }
        let failure = finish()
        guard failure == 0 else { return failure }
        guard piece.count < PartialFile.bufferSize else { return descriptor.put(piece) }
        buffer.append(contentsOf: piece)
        return 0
    }

    /// Writes what is not written yet; 0, or the system's error number.
    mutating func finish() -> Int32 {
        defer { buffer.removeAll(keepingCapacity: true) }
        return descriptor.put(buffer[...])
    }
}

extension Int32 {
    /// Writes all octets to this descriptor; 0, or the system's error number.
    func put(_ octets: ArraySlice<UInt8>) -> Int32 {
        var rest = octets
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(self, $0.baseAddress, $0.count) }
            guard count < 0 else {
                rest = rest.dropFirst(count)
                continue
            }
            guard errno == EINTR else { return errno }
        }
        return 0
    }
}
