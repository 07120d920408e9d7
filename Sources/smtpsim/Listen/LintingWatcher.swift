#if Live
    import SMTPLint
    import SMTPListener
    import SystemCalls

    /// Looks at each session for what its client does wrong, beside another watcher, and says it at the end.
    struct LintingWatcher: Watcher {
        /// Who sees all else.
        let shown: (any Watcher)?
        /// Takes the findings on a session that is over, before the other watcher hears that it is.
        let report: @Sendable (_ session: Int, [LintFinding]) -> Void
        /// One for each session that is under way.
        private let linters = Locked([Int: Linter]())

        init(
            shown: (any Watcher)?, report: @escaping @Sendable (Int, [LintFinding]) -> Void
        ) {
            self.shown = shown
            self.report = report
        }

        func note(_ happening: Happening) {
            switch happening {
            case .opened(let session, _, _): linters.withLock { $0[session] = Linter() }
            case .happened(let session, let moment):
                linters.withLock { $0[session]?.observe(moment) }
            case .closed(let session):
                let linter = linters.withLock { $0.removeValue(forKey: session) }
                if let linter { report(session, linter.findings) }
            case .held, .released, .received, .failed, .said: break
            }
            shown?.note(happening)
        }

        func holds(session: Int, at place: StopPlace) -> Bool {
            shown?.holds(session: session, at: place) ?? false
        }

        var canBeAsked: Bool { shown?.canBeAsked ?? false }
        var wantsMachines: Bool { shown?.wantsMachines ?? false }
    }

    extension Linter {
        /// Takes what one input did.
        fileprivate mutating func observe(_ moment: SessionMoment) {
            if moment.step > 0 { line = moment.step }
            for event in moment.events { observe(event) }
        }
    }
#endif
