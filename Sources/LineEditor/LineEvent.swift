/// What ended a line read from a plain source.
public enum LineEnding: Hashable, Sendable {
    /// CR LF.
    case crlf
    /// LF alone. Lines typed on a terminal end so.
    case lf
    /// The end of the input, with no line end before it.
    case endOfInput
}

/// What happened when a line was asked for.
public enum LineEvent: Hashable, Sendable {
    /// A line: its exact bytes without the line end, and what the line end was.
    case line([UInt8], ending: LineEnding)

    /// Several lines at once, from one bracketed paste: their exact bytes, without line ends.
    ///
    /// CR LF, CR and LF each end a line. Text after the last line end is not among them: it becomes the
    /// beginning of the next line, for editing. The lines have not been shown on the terminal, and no
    /// prompt is left there: whoever performs them shows each as its turn comes.
    case lines([[UInt8]])

    /// Ctrl-C: the line was dropped, `^C` was shown, and the cursor is on a new line.
    case interrupted

    /// Ctrl-D on an empty line, the end of a file, or a terminal that hung up.
    ///
    /// Asking again is allowed: on a terminal reading goes on, elsewhere the answer is the same again.
    case endOfInput

    /// A line, or a paste, longer than `limit` bytes. The rest of it is skipped before the next event.
    case tooLong(limit: Int)

    /// Reading failed; the system's error number, as in `EIO`.
    case failed(errno: Int32)
}
