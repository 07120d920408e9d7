/// A growing file, whose name is removed when it is no longer needed.
///
/// What it begins with may be known last: a message's fields can name what only its end decides. Nothing
/// is opened as long as the octets are few.
package struct GrowingFile: ~Copyable {
    private let path: FilePath
    /// The Maildir that it is in, whose parts are made if they are not there.
    private let maildir: Maildir?
    private var descriptor: Descriptor?
    private var buffer: [UInt8] = []
    /// How many octets are written.
    private var written: UInt64 = 0
    /// Those of them that come before the text.
    private var head: [UInt8] = []

    /// Pieces are joined up to this many octets: unstuffing dots cuts text into small ones.
    private static let bufferSize = 65_536

    /// A file that is to be made, of a name that is not taken.
    package init(_ path: FilePath, in maildir: Maildir? = nil) {
        self.path = path
        self.maildir = maildir
    }

    deinit {
        guard let descriptor else { return }
        try? descriptor.shut()
        path.remove()
    }

    /// Adds octets at the end.
    ///
    /// The head is what the file begins with as far as that is known; it is asked for once, if the text
    /// does not fit into memory.
    package mutating func append(
        _ piece: ArraySlice<UInt8>, head: () -> [UInt8]
    ) throws(SystemError) {
        if buffer.count + piece.count > GrowingFile.bufferSize {
            try begin(head)
            try flush()
        }
        guard piece.count < GrowingFile.bufferSize else {
            written += UInt64(piece.count)
            return try file().writeAll(piece.span)
        }
        buffer.append(contentsOf: piece)
    }

    /// Writes what is not written yet, after this head; once more with another, that takes its place.
    package mutating func finish(after head: [UInt8]) throws(SystemError) {
        try begin { head }
        if head != self.head { try replaceHead(by: head) }
        try flush()
    }

    /// Waits until the disk has what was written.
    package mutating func synchronize() throws(SystemError) { try file().synchronize() }

    /// Gives it its name for good, in the place of its own; the file is not removed then.
    package consuming func move(to other: FilePath) throws(SystemError) {
        try path.move(to: other)
    }

    private mutating func file() throws(SystemError) -> Descriptor {
        if let descriptor { return descriptor }
        let file = try make()
        descriptor = file
        return file
    }

    private func make() throws(SystemError) -> Descriptor {
        do {
            return try Descriptor(creating: path.text)
        } catch {
            guard error == .noSuchFile, let maildir else { throw error }
            try maildir.makeParts()
            return try Descriptor(creating: path.text)
        }
    }

    /// Writes the head, if nothing is written yet.
    private mutating func begin(_ head: () -> [UInt8]) throws(SystemError) {
        guard written == 0, self.head.isEmpty else { return }
        let file = try file()
        self.head = head()
        try file.writeAll(self.head.span)
        written += UInt64(self.head.count)
    }

    private mutating func flush() throws(SystemError) {
        defer { buffer.removeAll(keepingCapacity: true) }
        try file().writeAll(buffer.span)
        written += UInt64(buffer.count)
    }

    /// Copies the text after another head, to a file that takes this one's name.
    private mutating func replaceHead(by head: [UInt8]) throws(SystemError) {
        let old = try file()
        path.remove()
        descriptor = nil
        defer { try? old.shut() }
        let whole = try file()
        try whole.writeAll(head.span)
        var position = UInt64(self.head.count)
        while position < written {
            let piece = try old.readSome(at: position, limit: GrowingFile.bufferSize)
            // Somebody cut it off.
            guard !piece.isEmpty else { throw .inputOutput }
            try whole.writeAll(piece.span)
            position += UInt64(piece.count)
        }
        written += UInt64(head.count) - UInt64(self.head.count)
        self.head = head
    }
}
