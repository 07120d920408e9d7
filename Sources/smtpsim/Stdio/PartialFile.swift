import SystemCalls

/// A growing file, whose name is removed when it is no longer needed.
struct PartialFile: ~Copyable {
    private let path: FilePath
    private let descriptor: Descriptor
    private var buffer: [UInt8] = []

    /// Pieces are joined up to this many octets: unstuffing dots cuts text into small ones.
    private static let bufferSize = 65_536

    init(_ path: FilePath) throws(SystemError) {
        // It may be left over from another process of this number.
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
