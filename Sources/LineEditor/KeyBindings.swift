extension Editor {
    /// Binds what terminals send for keys that libedit leaves alone, or binds differently in some builds.
    ///
    /// The person's editrc comes after and may change any of them.
    func bindKeys() {
        for (key, command) in Self.bindings {
            bind(key, to: command)
        }
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
