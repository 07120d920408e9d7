#if Live
    import SMTPDriver
    import SMTPListener
    import SMTPSession
    import SystemCalls

    /// Delivers the messages of all sessions to a Maildir.
    struct MaildirStore: MessageStore {
        private let maildir: Maildir
        private let trouble: StorageTrouble
        private let fields: TraceFields

        /// A Maildir, which is made if it is not there.
        init(_ path: String, _ fields: TraceFields) throws(Failure) {
            maildir = try MessageStorage.maildir(path)
            trouble = StorageTrouble(path)
            self.fields = fields
        }

        func sink(
            for envelope: Envelope, from origin: MessageOrigin
        ) throws -> any MessageSink & Sendable {
            MaildirSink(maildir, trouble, fields, origin)
        }

        func remove(_ name: String) { maildir.new(name).remove() }
    }

    /// A message on its way to a Maildir.
    ///
    /// A class, since its calls come from several threads, one at a time.
    private final class MaildirSink: MessageSink, @unchecked Sendable {
        private let maildir: Maildir
        private let trouble: StorageTrouble
        private let fields: TraceFields
        private let origin: MessageOrigin
        private let name = Maildir.newName()
        private var file: GrowingFile?

        init(
            _ maildir: Maildir, _ trouble: StorageTrouble, _ fields: TraceFields,
            _ origin: MessageOrigin
        ) {
            self.maildir = maildir
            self.trouble = trouble
            self.fields = fields
            self.origin = origin
            file = maildir.newFile(name)
        }

        func write(_ piece: ArraySlice<UInt8>) throws {
            // What it is called is known last.
            try attempt { sink throws(SystemError) in try sink.file?.append(piece) { [] } }
        }

        func finish(_ message: ReceivedMessage) throws -> String {
            try attempt { sink throws(SystemError) in
                let head = sink.fields.octets(of: message.identifier, message.envelope, sink.origin)
                try sink.file?.finish(after: head)
                if let file = sink.file.take() { try sink.maildir.deliver(file, sink.name) }
            }
            trouble.noteSuccess()
            return name
        }

        func abandon() { file = nil }

        private func attempt(
            _ body: (MaildirSink) throws(SystemError) -> Void
        ) throws(SystemError) {
            do throws(SystemError) {
                try body(self)
            } catch {
                file = nil
                trouble.note(error)
                throw error
            }
        }
    }
#endif
