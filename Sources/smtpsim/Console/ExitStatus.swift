import SystemCalls

/// How the program ends; thrown to end it.
enum ExitStatus: Int32, Error {
    /// All expectations were met, or the session ended.
    case success = 0
    case failedExpectation = 1
    /// Wrong usage, an unreadable file, or a mistake in a script.
    case usage = 2
    /// A bug in smtpsim.
    case bug = 3
    /// Nobody reads standard output any more; what a shell shows for SIGPIPE.
    case brokenPipe = 141

    func end() -> Never { ThisProcess.end(rawValue) }
}

/// What is wrong with what the program was given: it ends the program with `ExitStatus.usage`.
struct Failure: Error {
    /// What is wrong, in lower case.
    let message: String
    /// What to do about it.
    var hint: String?

    init(_ message: String, hint: String? = nil) {
        self.message = message
        self.hint = hint
    }
}
