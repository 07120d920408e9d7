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
        case .line, .lines:
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
                    key.pointee = Int32(value)
                    return 1
                case .endOfInput:
                    return 0
                case .abandoned:
                    return -1
                }
            },
            complete: { source($0).complete() },
            paste: { source($0).takePaste() }
        )
    }
}

private func source(_ context: UnsafeMutableRawPointer) -> TerminalLineSource {
    Unmanaged.fromOpaque(context).takeUnretainedValue()
}
