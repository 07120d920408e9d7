import CLineEdit
import SystemCalls

/// What libedit gets when it asks for a key.
enum KeyResult: Hashable {
    case key(UInt32)
    case endOfInput
    case abandoned
}

extension TerminalLineSource {
    /// How long the rest of a key or of a paste mark may take, in milliseconds.
    private static let patience: Int32 = 100

    func nextEditedLine() -> LineEvent {
        outcome = nil
        editor.setPrompt(prompt.escaped(mark: "\u{1}"))
        // Before the prompt shows, so that nothing typed in reply is echoed or changed.
        editor.setEditingMode(true)
        let (line, count) = editor.readLine()
        let event = outcome ?? Self.event(line, count: count)
        switch event {
        case .interrupted:
            screen.write("^C\n")
        case .endOfInput, .tooLong, .failed:
            screen.write("\n")
        case .line, .lines, .dismissed:
            break
        }
        return event
    }

    private static func event(_ line: [UInt8]?, count: Int32) -> LineEvent {
        guard var line else {
            // Abandoned by libedit itself: the terminal's mode could not be set.
            return count == 0 ? .endOfInput : .failed(.inputOutput)
        }
        if line.last == 0x0A { line.removeLast() }
        return .line(line, ending: .lf)
    }

    /// Waits for the next key, and handles signals meanwhile.
    func readKey() -> KeyResult {
        guard outcome == nil else { return .abandoned }
        insertBeginning()
        var isLate = false
        while outcome == nil {
            if let key = performSignals() { return key }
            switch keys.next(isLate: isLate) {
            case .scalar(let scalar):
                return .key(scalar.value)
            case .paste(let bytes):
                paste = bytes
                return .key(UInt32(CLINE_KEY_PASTE))
            case .tooLongPaste:
                outcome = .tooLong(limit: keys.maximumPasteLength)
            case .incomplete:
                isLate = receive(within: Self.patience) == CLINE_LATE
            case .empty:
                var isCalled = false
                withGhost { isCalled = receive(within: -1) == CLINE_CALLED }
                if isCalled { interject() }
            }
        }
        return outcome == .endOfInput ? .endOfInput : .abandoned
    }

    /// Waits for bytes and puts them into the queue.
    ///
    /// Nobody interjects in the middle of a key, the rest of which does not take for ever.
    func receive(within milliseconds: Int32) -> cline_wait {
        let other = milliseconds < 0 ? interjector?.descriptor.number : nil
        let wait = cline_guard_wait(milliseconds, other ?? -1)
        switch wait {
        case CLINE_READABLE:
            do {
                let bytes = try Descriptor.standardInput.readSome(limit: 4096)
                if bytes.isEmpty { outcome = .endOfInput }
                keys.append(bytes[...])
            } catch {
                outcome = .failed(error)
            }
        case CLINE_FAILED:
            outcome = .failed(.last)
        default:
            break
        }
        return wait
    }
}

extension TerminalLineSource {
    /// How libedit calls this object.
    var callbacks: cline_callbacks {
        cline_callbacks(
            context: Unmanaged.passUnretained(self).toOpaque(),
            read_key: { context, key in
                switch source(context).readKey() {
                case .key(let value):
                    if value != 0x09 { source(context).listed = nil }
                    key.pointee = Int32(value)
                    return 1
                case .endOfInput:
                    return 0
                case .abandoned:
                    return -1
                }
            },
            complete: { source($0).complete() },
            forward: { source($0).goForward(toEnd: $1) },
            search: { source($0).searchHistory(backwards: $1) },
            paste: { source($0).takePaste() }
        )
    }
}

private func source(_ context: UnsafeMutableRawPointer) -> TerminalLineSource {
    Unmanaged.fromOpaque(context).takeUnretainedValue()
}

extension TerminalLineSource {
    /// The Tab key.
    func complete() -> cline_action {
        // Nobody types on before Tab has answered: this is a paste without marks.
        guard !keys.hasMore(than: 0x09) else {
            return editor.replace(scalars: 0, with: [0x09]) ? CLINE_REFRESH : CLINE_BEEP
        }
        guard let completer else { return CLINE_BEEP }
        let (before, after) = editor.line
        let line = before + after
        switch completer(line, before.count).step(line: line, cursor: before.count) {
        case .beep:
            return CLINE_BEEP
        case .replace(let from, let text):
            let replaced = String(decoding: before[from...], as: UTF8.self).unicodeScalars.count
            return editor.replace(scalars: replaced, with: text) ? CLINE_REFRESH : CLINE_BEEP
        case .list(let candidates):
            return show(candidates)
        }
    }

    /// Lists candidates below the line, and draws the line again below them; not if Tab has just done so.
    private func show(_ candidates: [Completion.Candidate]) -> cline_action {
        let list = CandidateList(
            candidates: candidates, columns: screen.columns, maximumRows: max(1, screen.rows - 3))
        let rows = list.rows
        guard rows != listed else { return CLINE_BEEP }
        listed = rows
        let (cursor, end) = layout
        screen.leaveLine(cursor: cursor, end: end)
        screen.write(rows.map { "\($0)\n" }.joined())
        editor.redraw()
        return CLINE_NORMAL
    }
}

/// A bracketed paste, cut into lines.
struct PastedText: Hashable {
    /// The lines that have an end: CR LF, CR or LF.
    private(set) var lines: [[UInt8]] = []

    /// What follows the last line end.
    private(set) var rest: [UInt8] = []

    init(_ bytes: [UInt8]) {
        var start = 0
        while let end = bytes[start...].firstIndex(where: { $0 == 0x0D || $0 == 0x0A }) {
            lines.append(Array(bytes[start..<end]))
            let isPair = bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A
            start = end + (isPair ? 2 : 1)
        }
        rest = Array(bytes[start...])
    }
}

extension TerminalLineSource {
    /// A bracketed paste: without a line end it goes into the line, otherwise it is an event.
    func takePaste() -> cline_action {
        let text = PastedText(paste)
        paste = []
        var lines = text.lines
        guard !lines.isEmpty else {
            return editor.replace(scalars: 0, with: text.rest) ? CLINE_REFRESH : CLINE_BEEP
        }
        let (before, after) = editor.line
        lines[0] = before + lines[0]
        outcome = .lines(lines)
        beginning = (text.rest, after)
        screen.eraseLine(cursor: layout.cursor)
        return CLINE_FINISH
    }

    /// The unfinished end of a paste begins the line, to be edited.
    func insertBeginning() {
        guard !beginning.before.isEmpty || !beginning.after.isEmpty else { return }
        let (before, after) = beginning
        beginning = ([], [])
        _ = editor.replace(scalars: 0, with: before + after)
        editor.moveCursor(by: -String(decoding: after, as: UTF8.self).unicodeScalars.count)
        // libedit has drawn the prompt, and assumes that the cursor is still at the left edge.
        screen.write("\r")
        editor.redraw()
    }
}
