import CLineEdit
import SystemCalls

/// A libedit editor, in the words of Swift.
///
/// To be closed by whoever opened it.
struct Editor {
    private let handle: OpaquePointer

    /// Opens an editor on standard input and output; nil where libedit cannot start.
    static func open(program: String) -> Editor? {
        // Without UTF-8, libedit drops all but ASCII.
        _ = cline_use_utf8()
        return cline_open(program, Int32(History.maximumCount)).map(Editor.init(handle:))
    }

    private init(handle: OpaquePointer) { self.handle = handle }

    func close() { cline_close(handle) }

    func setCallbacks(_ callbacks: cline_callbacks) { cline_set_callbacks(handle, callbacks) }

    func bind(_ key: String, to command: String) { cline_bind(handle, key, command) }

    func readEditrc() { cline_read_editrc(handle) }

    /// False once the person's editrc says `edit off`.
    var isEnabled: Bool { cline_edits(handle) }

    var canClear: Bool { cline_clears(handle) }

    // MARK: - Reading a line

    func setPrompt(_ prompt: String) { cline_set_prompt(handle, terminated(prompt.utf8)) }

    /// Reads a line; its end is part of it.
    ///
    /// Without a line, the count is 0 for Ctrl-D, or -1 if the line was abandoned.
    func readLine() -> (line: [UInt8]?, count: Int32) {
        var count: Int32 = 0
        guard let line = cline_gets(handle, &count) else { return (nil, count) }
        let scalars = UnsafeBufferPointer(start: line, count: Int(max(0, count)))
        // A key of ours may have been quoted with Ctrl-V.
        return (utf8(scalars.lazy.filter { !(0x80...0x9F).contains($0) }), count)
    }

    // MARK: - The line being edited

    /// The line, before and after the cursor.
    var line: (before: [UInt8], after: [UInt8]) {
        var length = 0
        var cursor = 0
        let scalars = UnsafeBufferPointer(
            start: cline_line(handle, &length, &cursor), count: length)
        return (utf8(scalars[..<cursor]), utf8(scalars[cursor...]))
    }

    /// Replaces scalars before the cursor.
    func replace(scalars count: Int, with text: some Sequence<UInt8>) -> Bool {
        cline_replace(handle, Int32(count), terminated(text))
    }

    func moveCursor(by scalars: Int) { cline_move_cursor(handle, Int32(scalars)) }

    func redraw() { cline_redraw(handle) }

    func resize() { cline_resize(handle) }

    func setEditingMode(_ isEditing: Bool) { cline_prepare_terminal(handle, isEditing) }

    // MARK: - History

    func setHistory(_ lines: [[UInt8]]) {
        cline_history_clear(handle)
        lines.forEach(addToHistory)
    }

    func addToHistory(_ line: [UInt8]) { cline_history_add(handle, terminated(line)) }
}

extension Editor {
    /// Binds keys that libedit does not bind, or binds differently in some builds.
    ///
    /// The person's editrc is read later and may change them.
    func bindKeys() {
        for (key, command) in Self.bindings { bind(key, to: command) }
    }

    /// The person's file of bindings: what libedit reads, as text.
    static var editrc: String {
        let path =
            ThisProcess.environment("EDITRC")
            ?? ThisProcess.environment("HOME").map { "\($0)/.editrc" }
        let bytes = path.flatMap { try? FilePath($0).contents(limit: 1 << 20) }
        return String(decoding: bytes ?? [], as: UTF8.self)
    }

    /// The sequences that mean something to libedit, without their ESC: these, and the arrows.
    static let boundSequences = Set(
        bindings.compactMap { $0.key.hasPrefix("\\e") ? String($0.key.dropFirst(2)) : nil }
            + ["[A", "[B", "[D", "OA", "OB", "OD"])

    private static let bindings: [(key: String, command: String)] = [
        ("^I", "line-complete"),
        ("^R", "em-inc-search-prev"),
        ("^W", "ed-delete-prev-word"),
        ("^E", "line-end"),
        ("^F", "line-right"),
        ("\\e[C", "line-right"),
        ("\\eOC", "line-right"),
        // Ctrl or Alt and an arrow: xterm's, then rxvt's. By words.
        ("\\e[1;5C", "em-next-word"),
        ("\\e[1;5D", "ed-prev-word"),
        ("\\e[1;3C", "em-next-word"),
        ("\\e[1;3D", "ed-prev-word"),
        ("\\eOc", "em-next-word"),
        ("\\eOd", "ed-prev-word"),
        // Shift and an arrow: there is nothing to select, so it moves as the arrow alone.
        ("\\e[1;2A", "ed-prev-history"),
        ("\\e[1;2B", "ed-next-history"),
        ("\\e[1;2C", "ed-next-char"),
        ("\\e[1;2D", "ed-prev-char"),
        // Home and End: xterm's in both cursor key modes, then those of the Linux console and rxvt.
        ("\\e[H", "ed-move-to-beg"),
        ("\\e[F", "line-end"),
        ("\\eOH", "ed-move-to-beg"),
        ("\\eOF", "line-end"),
        ("\\e[1~", "ed-move-to-beg"),
        ("\\e[4~", "line-end"),
        ("\\e[7~", "ed-move-to-beg"),
        ("\\e[8~", "line-end"),
        ("\\e[3~", "ed-delete-next-char"),
        // Page Up, Page Down, and the arrows with Ctrl.
        ("\\e[5~", "line-search-back"),
        ("\\e[6~", "line-search-forward"),
        ("\\e[1;5A", "line-search-back"),
        ("\\e[1;5B", "line-search-forward"),
        ("\\eOa", "line-search-back"),
        ("\\eOb", "line-search-forward"),
    ]
}
