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

    case failed(SystemError)
}
