import SystemCalls

/// A growing file, whose name is removed when it is no longer needed.
///
/// What it begins with is known last: a message's fields name what only its end decides.
struct PartialFile: ~Copyable {
    private let path: FilePath
    private var descriptor: Descriptor
    private var buffer: [UInt8] = []
    /// How many octets are written.
    private var written: UInt64 = 0
    /// How many of them come before the text.
    private var head = 0

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
        if buffer.count + piece.count > PartialFile.bufferSize { try flush() }
        guard piece.count < PartialFile.bufferSize else {
            written += UInt64(piece.count)
            return try descriptor.writeAll(piece.span)
        }
        buffer.append(contentsOf: piece)
    }

    /// Writes what is not written yet, after octets that come first; once more with others, these take their place.
    mutating func finish(after octets: [UInt8]) throws(SystemError) {
        if written > 0, !(octets.isEmpty && head == 0) {
            try begin(with: octets)
        } else {
            try descriptor.writeAll(octets.span)
            written += UInt64(octets.count)
        }
        head = octets.count
        try flush()
    }

    private mutating func flush() throws(SystemError) {
        defer { buffer.removeAll(keepingCapacity: true) }
        try descriptor.writeAll(buffer.span)
        written += UInt64(buffer.count)
    }

    /// Copies the text after other octets, to a file that takes this one's name.
    private mutating func begin(with octets: [UInt8]) throws(SystemError) {
        path.remove()
        let whole = try Descriptor(creating: path.text)
        let old = descriptor
        descriptor = whole
        defer { try? old.shut() }
        try whole.writeAll(octets.span)
        var position = UInt64(head)
        while position < written {
            let piece = try old.readSome(at: position, limit: PartialFile.bufferSize)
            // Somebody cut it off.
            guard !piece.isEmpty else { throw .inputOutput }
            try whole.writeAll(piece.span)
            position += UInt64(piece.count)
        }
        written += UInt64(octets.count) - UInt64(head)
    }
}
