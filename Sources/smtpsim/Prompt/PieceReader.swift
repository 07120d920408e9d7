import LineEditor
import SystemCalls

/// Standard input in lines, and very long lines in pieces, so that memory stays bounded.
struct PieceReader {
    /// A line, or a piece of one.
    struct Piece {
        /// The text without its line end.
        var text: [UInt8]
        /// The line end; nil where the line goes on.
        var end: LineEnd?
    }

    /// Pieces are not longer than this.
    private static let longest = 65_536

    /// Octets read ahead.
    private(set) var unread: ArraySlice<UInt8> = []
    private var hasEnded = false

    /// Reads up to the first line that is neither blank nor a command, which shows what the input is.
    mutating func fillFirstLine() throws(Failure) {
        while !hasEnded, unread.count < PieceReader.longest, !hasTellingLine {
            try fill()
        }
    }

    private var hasTellingLine: Bool {
        unread.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast().contains {
            let first = $0.first { $0 != 0x0D && $0 != 0x20 && $0 != 0x09 }
            return first != nil && first != UInt8(ascii: ":")
        }
    }

    /// Everything that is left, at most so many octets.
    mutating func rest(limit: Int) throws(Failure) -> [UInt8] {
        while !hasEnded {
            guard unread.count <= limit else {
                throw Failure("standard input: a script of more than \(limit) octets")
            }
            try fill()
        }
        return Array(unread)
    }

    /// The next line or piece; nil at the end.
    mutating func next() throws(Failure) -> Piece? {
        var searched = 0
        while true {
            if let piece = line(searched: searched) { return piece }
            searched = unread.count
            guard !hasEnded else { break }
            // A CR at the end may belong to a line end.
            if searched >= PieceReader.longest { return take(searched - 1) }
            try fill()
        }
        guard !unread.isEmpty else { return nil }
        let isWhole = unread.count <= PieceReader.longest
        return take(min(unread.count, PieceReader.longest), isWhole ? .endOfInput : nil)
    }

    private mutating func line(searched: Int) -> Piece? {
        guard let feed = unread.dropFirst(searched).firstIndex(of: 0x0A) else { return nil }
        let length = feed - unread.startIndex
        defer { unread = unread[(feed + 1)...] }
        return unread[..<feed].last == 0x0D ? take(length - 1, .crlf) : take(length, .lf)
    }

    private mutating func take(_ count: Int, _ end: LineEnd? = nil) -> Piece {
        defer { unread = unread.dropFirst(count) }
        return Piece(text: Array(unread.prefix(count)), end: end)
    }

    private mutating func fill() throws(Failure) {
        do {
            let more = try Descriptor.standardInput.readSome(limit: PieceReader.longest)
            hasEnded = more.isEmpty
            unread += more
        } catch {
            throw Failure("cannot read standard input: \(error)")
        }
    }
}
