import SystemCalls

/// A file that grows, and is removed under its present name when it is no longer needed.
struct PartialFile: ~Copyable {
    private let path: FilePath
    private let descriptor: Descriptor
    private var buffer: [UInt8] = []

    /// Pieces are joined up to this many octets, since dots that are taken out cut text into small ones.
    private static let bufferSize = 65_536

    init(_ path: FilePath) throws(SystemError) {
        // What a process of the same number left is nobody's.
        path.remove()
        descriptor = try Descriptor(creating: path.text)
        self.path = path
    }

    deinit {
        try? descriptor.shut()
        path.remove()
    }

    mutating func append(_ piece: ArraySlice<UInt8>) throws(SystemError) {
        if buffer.count + piece.count > PartialFile.bufferSize { try finish() }
        guard piece.count < PartialFile.bufferSize else {
            return try descriptor.writeAll(piece.span)
        }
        buffer.append(contentsOf: piece)
    }

    /// Writes what is not written yet.
    mutating func finish() throws(SystemError) {
        defer { buffer.removeAll(keepingCapacity: true) }
        try descriptor.writeAll(buffer.span)
    }
}
