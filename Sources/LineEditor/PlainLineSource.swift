import SystemCalls

/// What ends a line.
package enum LineEnd: Hashable, Sendable {
    case crlf
    /// LF alone. Lines typed on a terminal end so.
    case lf
    /// The end of the input.
    case endOfInput

    /// What is sent for it.
    package var octets: [UInt8] {
        switch self {
        case .crlf: [0x0D, 0x0A]
        case .lf: [0x0A]
        case .endOfInput: []
        }
    }
}

/// What happened when a line was asked for.
package enum LineEvent: Hashable, Sendable {
    /// A line: its exact bytes without the line end, and what the line end was.
    case line([UInt8], ending: LineEnd)

    /// Several lines at once, from one bracketed paste: their exact bytes, without line ends.
    ///
    /// CR LF, CR and LF each end a line. Text after the last line end is not among them: it becomes the
    /// beginning of the next line, for editing. The terminal shows neither
    /// the lines nor a prompt: whoever performs them shows each in its turn.
    case lines([[UInt8]])

    /// Ctrl-C: the line was dropped, `^C` was shown, and the cursor is on a new line.
    case interrupted

    /// Ctrl-D on an empty line, the end of a file, or a terminal that hung up.
    ///
    /// Asking again is allowed: a terminal reads on, everything else has ended for good.
    case endOfInput

    /// A line, or a paste, longer than `limit` bytes. The rest of it is skipped before the next event.
    case tooLong(limit: Int)

    /// An interjection ended the reading; what was typed is dropped.
    case dismissed

    case failed(SystemError)
}

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

/// Lines from a file, a pipe or a socket: exact bytes, no prompt, no editing.
package struct PlainLineSource {
    /// The longest line unless another bound is given: 16 MiB.
    package static let defaultMaximumLength = 16 << 20

    private let descriptor: Descriptor
    /// Bytes read ahead.
    private var unread: ArraySlice<UInt8> = []
    private var splitter: LineSplitter

    /// Reads ahead from a descriptor, 64 KiB at a time; it stays open.
    package init(_ descriptor: Descriptor, maximumLength: Int = defaultMaximumLength) {
        self.descriptor = descriptor
        splitter = LineSplitter(maximumLength: maximumLength)
    }

    /// The next `.line`, or `.tooLong`, `.endOfInput` or `.failed`.
    package mutating func nextLine() -> LineEvent {
        while true {
            if let event = splitter.next(from: &unread) { return event }
            do {
                unread = try descriptor.readSome(limit: 65_536)[...]
            } catch {
                splitter.reset()
                return .failed(error)
            }
            guard !unread.isEmpty else { return splitter.finish() ?? .endOfInput }
        }
    }
}
