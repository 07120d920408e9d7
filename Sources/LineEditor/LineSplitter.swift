/// Cuts bytes into lines at LF, keeps a bounded number of them, and looks at each once.
struct LineSplitter {
    /// The longest line, in bytes without its end.
    let maximumLength: Int

    /// The beginning of an unfinished line.
    private var pending: [UInt8] = []
    /// Whether the rest of a line that is too long is being skipped.
    private var isSkipping = false

    init(maximumLength: Int) { self.maximumLength = maximumLength }

    /// Takes bytes up to and including the next LF.
    ///
    /// - Parameter bytes: what was read; what is taken is removed from it.
    /// - Returns: the line, if there is one; nil once all bytes are taken.
    mutating func next(from bytes: inout ArraySlice<UInt8>) -> LineEvent? {
        while !bytes.isEmpty {
            let end = bytes.firstIndex(of: 0x0A)
            let part = bytes[..<(end ?? bytes.endIndex)]
            bytes = end.map { bytes[($0 + 1)...] } ?? bytes[bytes.endIndex...]
            guard !isSkipping else {
                isSkipping = end == nil
                continue
            }
            if let event = take(part, isWhole: end != nil) { return event }
        }
        return nil
    }

    /// The last line, if it has no line end.
    mutating func finish() -> LineEvent? {
        defer {
            pending = []
            isSkipping = false
        }
        guard !pending.isEmpty else { return nil }
        guard pending.count <= maximumLength else { return .tooLong(limit: maximumLength) }
        return .line(pending, ending: .endOfInput)
    }

    /// Forgets an unfinished line.
    mutating func reset() {
        pending = []
        isSkipping = false
    }

    private mutating func take(_ part: ArraySlice<UInt8>, isWhole: Bool) -> LineEvent? {
        // A CR may turn out to belong to the line end.
        let last = part.last ?? pending.last
        let length = pending.count + part.count - (last == 0x0D ? 1 : 0)
        guard length <= maximumLength else {
            pending = []
            isSkipping = !isWhole
            return .tooLong(limit: maximumLength)
        }
        guard isWhole else {
            pending += part
            return nil
        }
        var line = pending.isEmpty ? Array(part) : pending + part
        pending.removeAll(keepingCapacity: pending.capacity <= 65_536)
        guard last == 0x0D else { return .line(line, ending: .lf) }
        line.removeLast()
        return .line(line, ending: .crlf)
    }
}
