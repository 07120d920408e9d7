import SystemCalls

/// Where accepted messages are kept, for all sessions together.
struct MessageStorage: Sendable {
    /// How the files of a folder are named.
    enum Layout: Sendable {
        /// `m1.eml`, and its envelope in `m1.json`.
        case numbered(String)
        /// As a Maildir.
        case maildir(Maildir)
    }

    let layout: Layout
    let trouble: StorageTrouble

    /// A folder of numbered messages, which is made if it is not there.
    init(numbered path: String) throws(Failure) {
        do {
            try FilePath(path).makeFolder()
        } catch  where !FilePath(path).isFolder {
            throw Failure("cannot make the folder \(path): \(error)")
        } catch {}
        self.init(.numbered(path), path)
    }

    /// A Maildir, which is made if it is not there.
    init(maildir path: String) throws(Failure) {
        self.init(.maildir(try MessageStorage.maildir(path)), path)
    }

    /// A Maildir, which is made if it is not there.
    static func maildir(_ path: String) throws(Failure) -> Maildir {
        ThisProcess.outliveLargeFiles()
        do {
            return try Maildir(path)
        } catch {
            throw Failure("cannot make the Maildir \(path): \(error)")
        }
    }

    private init(_ layout: Layout, _ path: String) {
        self.layout = layout
        trouble = StorageTrouble(path)
    }

    /// Where the only session of this process lets a message grow, if that has a name of its own.
    var partialPath: String? {
        switch layout {
        case .numbered(let path): MessageStorage.partialPath(path)
        case .maildir: nil
        }
    }

    /// Where a numbered message grows: a name that no other process uses.
    static func partialPath(_ path: String) -> String {
        "\(path)/.smtpsim-\(ThisProcess.identifier).part"
    }
}

/// What is said about messages that cannot be kept: once when it begins, and once when it is over.
///
/// Each session uses its own copy; what they have in common is in the lock.
struct StorageTrouble: Sendable {
    private struct State: Sendable {
        var error: SystemError?
        var failures = 0
    }

    private let path: String
    private let state = Locked(State())
    /// Where it is said; standard error, if nobody else wants it.
    var report: @Sendable (String) -> Void = { Console.note("smtpsim: " + $0) }

    init(_ path: String) { self.path = path }

    /// A message could not be kept.
    func note(_ error: SystemError) {
        let isNew = state.withLock { state in
            defer { state.error = error }
            state.failures += 1
            return state.error != error
        }
        guard isNew else { return }
        report("error: cannot store messages in \(path): \(error); clients are told 452 4.3.1")
    }

    /// A message was kept.
    func noteSuccess() {
        let failures = state.withLock { state -> Int in
            guard state.error != nil else { return 0 }
            defer { state = State() }
            return state.failures
        }
        guard failures > 0 else { return }
        report("messages are stored in \(path) again; \(failures) could not be")
    }
}
