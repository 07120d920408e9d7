/// How a line of a script ends in its file.
package enum LineEnd: String, Hashable, Sendable {
    /// LF alone, as on Unix.
    case lineFeed = "\n"
    /// CR LF.
    case carriageReturnLineFeed = "\r\n"
    /// Nothing: the last line of a file that lacks a final line end.
    case none = ""
}

/// The lines of some bytes, split at each LF; a CR before it belongs to the line end.
struct RawLines: Sequence, IteratorProtocol {
    struct Line {
        var text: ArraySlice<UInt8>
        var ending: LineEnd
    }

    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    mutating func next() -> Line? {
        guard !rest.isEmpty else { return nil }
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else {
            defer { rest = rest[rest.endIndex...] }
            return Line(text: rest, ending: .none)
        }
        let text = rest[..<end]
        rest = rest[(end + 1)...]
        guard text.last == UInt8(ascii: "\r") else { return Line(text: text, ending: .lineFeed) }
        return Line(text: text.dropLast(), ending: .carriageReturnLineFeed)
    }
}
