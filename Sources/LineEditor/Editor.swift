import CLineEdit

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

    private static let bindings = [
        ("^I", "line-complete"),
        ("^R", "em-inc-search-prev"),
        ("^W", "ed-delete-prev-word"),
        // Ctrl, Alt and arrows: xterm's, then rxvt's.
        ("\\e[1;5C", "em-next-word"),
        ("\\e[1;5D", "ed-prev-word"),
        ("\\e[1;3C", "em-next-word"),
        ("\\e[1;3D", "ed-prev-word"),
        ("\\eOc", "em-next-word"),
        ("\\eOd", "ed-prev-word"),
        // Home and End: xterm's in both cursor key modes, then those of the Linux console and rxvt.
        ("\\e[H", "ed-move-to-beg"),
        ("\\e[F", "ed-move-to-end"),
        ("\\eOH", "ed-move-to-beg"),
        ("\\eOF", "ed-move-to-end"),
        ("\\e[1~", "ed-move-to-beg"),
        ("\\e[4~", "ed-move-to-end"),
        ("\\e[7~", "ed-move-to-beg"),
        ("\\e[8~", "ed-move-to-end"),
        ("\\e[3~", "ed-delete-next-char"),
    ]
}
