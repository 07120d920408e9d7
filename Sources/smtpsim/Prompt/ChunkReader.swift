#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Standard input in lines, and lines without end in pieces, so that memory is bounded whatever comes.
struct ChunkReader {
    /// A line, or a piece of one.
    struct Piece {
        /// The text without its line end.
        var text: [UInt8]
        /// The line end as it came: LF, CR LF, or nothing.
        var ending: [UInt8]
        /// Whether the line ends here.
        var isEnd: Bool
    }

    /// Pieces are not longer than this.
    private static let longest = 65_536

    private var buffer: [UInt8] = []
    private var start = 0
    private var hasEnded = false

    /// What was read and not taken yet.
    var first: ArraySlice<UInt8> { buffer[start...] }

    /// Reads until there is a line that is not blank, so that one can tell what the input is.
    mutating func fillFirstLine() throws(ExitStatus) {
        while !hasEnded, first.count < ChunkReader.longest {
            let text = first.drop { $0 == 0x0A || $0 == 0x0D || $0 == 0x20 || $0 == 0x09 }
            guard !text.contains(0x0A) else { return }
            try fill()
        }
    }

    /// Everything that is left.
    ///
    /// - Parameter limit: the most octets to read
    /// - Returns: the octets
    /// - Throws: the status to end with, when what is wrong was told
    mutating func rest(limit: Int) throws(ExitStatus) -> [UInt8] {
        while !hasEnded {
            guard first.count <= limit else {
                Console.fail("standard input: a script of more than \(limit) octets")
                throw .usage
            }
            try fill()
        }
        return Array(first)
    }

    /// The next line or piece; nil at the end.
    mutating func next() throws(ExitStatus) -> Piece? {
        var searched = 0
        while true {
            if let piece = line(searched: searched) { return piece }
            searched = first.count
            guard !hasEnded else { break }
            // A CR at the end may belong to a line end.
            if first.count >= ChunkReader.longest { return take(first.count - 1, ending: 0, false) }
            try fill()
        }
        guard !first.isEmpty else { return nil }
        let count = min(first.count, ChunkReader.longest)
        return take(count, ending: 0, count == first.count)
    }

    private mutating func line(searched: Int) -> Piece? {
        guard let end = first[(start + searched)...].firstIndex(of: 0x0A) else { return nil }
        let hasReturn = end > start && buffer[end - 1] == 0x0D
        return take(end - start - (hasReturn ? 1 : 0), ending: hasReturn ? 2 : 1, true)
    }

    private mutating func take(_ count: Int, ending: Int, _ isEnd: Bool) -> Piece {
        let text = Array(buffer[start..<(start + count)])
        let end = Array(buffer[(start + count)..<(start + count + ending)])
        start += count + ending
        return Piece(text: text, ending: end, isEnd: isEnd)
    }

    private mutating func fill() throws(ExitStatus) {
        buffer.removeFirst(start)
        start = 0
        var chunk = [UInt8](repeating: 0, count: ChunkReader.longest)
        let count = chunk.withUnsafeMutableBytes { systemRead(0, $0.baseAddress, $0.count) }
        guard count >= 0 else {
            guard errno != EINTR else { return }
            Console.fail("cannot read standard input: \(SystemError.text(errno))")
            throw .usage
        }
        hasEnded = count == 0
        buffer += chunk[..<count]
    }
}

/// The system's call, apart from the methods of that name here.
private func systemRead(_ descriptor: Int32, _ start: UnsafeMutableRawPointer?, _ count: Int) -> Int
{
    read(descriptor, start, count)
}
