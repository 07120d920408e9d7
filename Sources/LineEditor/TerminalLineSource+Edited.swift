import CLineEdit

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What is handed to libedit for a key.
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
        // Before the prompt is seen, so that nothing typed in answer to it is echoed or changed.
        editor.setEditingMode(true)
        let (line, count) = editor.readLine()
        let event = outcome ?? Self.event(line, count: count)
        switch event {
        case .interrupted:
            screen.write("^C\n")
        case .endOfInput, .tooLong, .failed:
            screen.write("\n")
        case .line, .lines:
            break
        }
        return event
    }

    private static func event(_ line: [UInt8]?, count: Int32) -> LineEvent {
        guard var line else {
            // Abandoned by libedit itself: the terminal's mode could not be set.
            return count == 0 ? .endOfInput : .failed(errno: EIO)
        }
        if line.last == 0x0A {
            line.removeLast()
        }
        return .line(line, ending: .lf)
    }

    /// Waits for the next key, and meanwhile does what signals ask for.
    func readKey() -> KeyResult {
        guard outcome == nil else { return .abandoned }
        insertBeginning()
        var isLate = false
        while outcome == nil {
            if let key = performSignals() {
                return key
            }
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
                _ = receive(within: -1)
            }
        }
        return outcome == .endOfInput ? .endOfInput : .abandoned
    }

    /// Waits for bytes and puts them into the queue.
    func receive(within milliseconds: Int32) -> cline_wait {
        let wait = cline_guard_wait(milliseconds)
        switch wait {
        case CLINE_READABLE:
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = systemRead(STDIN_FILENO, into: &buffer)
            if count > 0 {
                keys.append(buffer[..<count])
            } else {
                outcome = count == 0 ? .endOfInput : .failed(errno: errno)
            }
        case CLINE_FAILED:
            outcome = .failed(errno: errno)
        default:
            break
        }
        return wait
    }

    /// What is left of a paste begins the line, to be edited.
    private func insertBeginning() {
        guard !beginning.before.isEmpty || !beginning.after.isEmpty else { return }
        let (before, after) = beginning
        beginning = ([], [])
        _ = editor.replace(scalars: 0, with: before + after)
        editor.moveCursor(by: -String(decoding: after, as: UTF8.self).unicodeScalars.count)
        // libedit has drawn the prompt and takes it that the cursor is still at the left.
        screen.write("\r")
        editor.redraw()
    }
}
