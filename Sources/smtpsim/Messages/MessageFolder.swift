import SMTPDriver
import SMTPGrammar
import SMTPPolicy
import SMTPSession
import SystemCalls
import Workbench

/// Keeps the messages of one session, each in a file of its own.
///
///     m1.eml    the message: trace fields, if there are any; then dots unstuffed, line ends as sent
///     m1.json   its envelope
///
/// Or, in a Maildir, `new/1767225600.M5432P1234Q7.mx.example`. A message grows in a file of another name,
/// and gets its own when it is whole; no name is ever taken twice, even with other programs at work. Files
/// are for their owner only.
struct MessageFolder: ~Copyable {
    private let storage: MessageStorage
    private let fields: TraceFields
    private var file: GrowingFile?
    /// The name of the message under way, where it does not depend on the others.
    private var name = ""
    /// When the message under way began to be kept.
    private var began: Instant?
    private var kept: String?
    private var lastNumber: Int?
    /// Whether something went wrong with the present message, and was reported.
    private var hasFailed = false

    init(_ storage: MessageStorage, _ fields: TraceFields) {
        self.storage = storage
        self.fields = fields
    }

    /// The reply to the client if its message cannot be kept.
    static let failureReply = CustomReply(
        452, EnhancedStatusCode(4, 3, 1), "Cannot store the message, try again later")

    /// Adds octets to the message under way.
    mutating func append(
        _ piece: ArraySlice<UInt8>, _ envelope: @autoclosure () -> Envelope,
        _ origin: @autoclosure () -> MessageOrigin
    ) {
        if began == nil { began = origin().received }
        begin()
        let (fields, name) = (fields, name)
        func head() -> [UInt8] {
            name.isEmpty ? [] : fields.octets(of: name, envelope(), origin())
        }
        attempt { folder throws(SystemError) in
            try folder.file?.append(piece, head: head)
        }
    }

    /// Keeps the message under way, and names it; nil if it cannot be kept, which was reported.
    mutating func keep(_ envelope: Envelope, _ octets: UInt64, _ origin: MessageOrigin) -> String? {
        var origin = origin
        origin.received = began ?? origin.received
        attempt { folder throws(SystemError) in
            folder.begin()
            switch folder.storage.layout {
            case .numbered(let path): try folder.keep(in: path, envelope, octets, origin)
            case .maildir(let maildir): try folder.keep(in: maildir, envelope, origin)
            }
            folder.storage.trouble.noteSuccess()
        }
        return kept
    }

    /// Keeps the message if the client was told that it was accepted, and removes it otherwise.
    mutating func settle(_ outcome: MessageOutcome, _ origin: MessageOrigin) {
        if outcome.disposition == .accepted {
            // A machine that did not ask first has already told the client.
            if kept == nil { _ = keep(outcome.envelope, outcome.octets, origin) }
        } else if let kept {
            remove(kept)
        }
        abandon()
    }

    /// Forgets what is under way: the client has gone.
    mutating func abandon() {
        file = nil
        name = ""
        began = nil
        kept = nil
        hasFailed = false
    }

    private func remove(_ name: String) {
        switch storage.layout {
        case .numbered(let path):
            FilePath("\(path)/\(name).eml").remove()
            FilePath("\(path)/\(name).json").remove()
        case .maildir(let maildir): maildir.new(name).remove()
        }
    }

    private mutating func begin() {
        guard file == nil, !hasFailed else { return }
        switch storage.layout {
        case .numbered(let path):
            let partial = FilePath(MessageStorage.partialPath(path))
            // It may be left over from another process of this number.
            partial.remove()
            file = GrowingFile(partial)
        case .maildir(let maildir):
            name = Maildir.newName()
            file = maildir.newFile(name)
        }
    }

    /// Does something for the present message, unless it has failed; reports a failure.
    private mutating func attempt(
        _ body: (inout MessageFolder) throws(SystemError) -> Void
    ) {
        guard !hasFailed else { return }
        do {
            try body(&self)
        } catch {
            hasFailed = true
            // What is there of it takes space that others may need.
            file = nil
            storage.trouble.note(error)
        }
    }
}

extension MessageFolder {
    private mutating func keep(
        in maildir: Maildir, _ envelope: Envelope, _ origin: MessageOrigin
    ) throws(SystemError) {
        try file?.finish(after: fields.octets(of: name, envelope, origin))
        guard let file = file.take() else { return }
        try maildir.deliver(file, name)
        kept = name
    }

    private mutating func keep(
        in path: String, _ envelope: Envelope, _ octets: UInt64, _ origin: MessageOrigin
    ) throws(SystemError) {
        var number = lastNumber ?? MessageFolder.lastNumber(in: path)
        repeat {
            number += 1
            lastNumber = number
            try file?.finish(after: fields.octets(of: "m\(number)", envelope, origin))
            let note = JSON.note("m\(number)", envelope, octets, origin)
            kept = try give("m\(number)", note, in: path) ? "m\(number)" : nil
        } while kept == nil
    }

    /// Gives message and envelope their names, both or none; false if one is taken.
    private func give(
        _ name: String, _ note: JSON, in path: String
    ) throws(SystemError) -> Bool {
        let message = "\(path)/\(name).eml"
        do {
            try FilePath(MessageStorage.partialPath(path)).addName(message)
        } catch .fileExists {
            return false
        }
        do {
            try FilePath("\(path)/\(name).json").create(Array((note.text + "\n").utf8))
            return true
        } catch {
            FilePath(message).remove()
            guard error == .fileExists else { throw error }
            return false
        }
    }

    /// The greatest number of a message in a folder, 0 if there is none.
    private static func lastNumber(in path: String) -> Int {
        let names = (try? FilePath(path).names()) ?? []
        return names.reduce(0) { last, name in
            guard name.hasPrefix("m"), let dot = name.firstIndex(of: ".") else { return last }
            return max(last, Int(name[..<dot].dropFirst()) ?? 0)
        }
    }
}

extension JSON {
    /// The envelope of a kept message.
    ///
    ///     {"id":"m1","sender":"ann@client.example","recipients":["bob@sim.example"],"octets":120, …}
    fileprivate static func note(
        _ identifier: String, _ envelope: Envelope, _ octets: UInt64, _ origin: MessageOrigin
    ) -> JSON {
        [
            "id": .string(identifier),
            "sender": envelope.sender.map { .text($0.octets) } ?? .null,
            "recipients": .array(envelope.recipients.map { .text($0.octets) }),
            "octets": .number(Int(clamping: octets)),
            "client": .optional(origin.clientName),
            "user": .optional(origin.authenticatedUser),
            "with": .string(origin.transmission.rawValue),
            "body": .optional(envelope.parameters.body?.rawValue),
        ]
    }
}
