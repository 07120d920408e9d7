import SMTPExport
import SMTPScript
import SMTPSession

/// How a script is played to a real server.
package struct AgainstOptions: Sendable {
    /// Where TLS begins.
    package enum Security: Hashable, Sendable {
        /// Where the script says so.
        case asWritten
        /// With the connection.
        case fromTheStart
        /// After a STARTTLS before the script's own commands.
        case upgraded
    }

    package var security = Security.asWritten
    /// Whether messages are handed over.
    package var delivers = false
    /// How long a reply is waited for.
    package var patience = 10_000

    package init() {}
}

/// Plays the client's side of a script to a real server.
///
/// What goes out follows the script, in step with the server: message text goes only where the server asked
/// for it, and a SASL response likewise. Where the server asks for one and the script has a command, the run
/// ends: the command would be taken for text.
package struct AgainstRun<Server: RemoteServer> {
    let options: AgainstOptions
    private let plan: AgainstPlan
    var server: Server
    var report = AgainstReport()
    private var replies = RemoteReplies()
    private var waiting: [ReceivedReply] = []
    private var captures: [String: String] = [:]
    /// What the server waits for.
    var awaits = Awaited.command
    private var isClosed = true
    /// Whether the end of the connection is nothing special now.
    private var expectsClose = false
    /// Whether the server was silent in this write already.
    private var isSilent = false
    /// The beginning of a line that is not sent before the rest is known.
    var heldBack: [UInt8] = []
    /// Whether RSET went in the place of DATA.
    var wasRefused = false
    private var hasQuit = false

    enum Awaited: Hashable {
        case command, text, response
    }

    /// A run of a plan.
    package init(_ plan: AgainstPlan, server: Server, options: AgainstOptions) {
        self.plan = plan
        self.server = server
        self.options = options
    }

    /// Plays all of it, and closes the connection.
    package mutating func played() -> AgainstReport {
        if plan.waits { report.remarks.append("The script's :wait lines are not waited for.") }
        do throws(RemoteFault) {
            for item in plan.items where report.end == nil { try perform(item) }
        } catch {
            report.end = error.description
        }
        if !isClosed { leave() }
        return report
    }

    private mutating func perform(_ item: AgainstPlan.Item) throws(RemoteFault) {
        switch item {
        case .connect(let unit): try connect(unit)
        case .write(let units): try write(units)
        case .secure: try secure()
        case .close: close()
        }
    }

    private mutating func connect(_ unit: AgainstPlan.Unit) throws(RemoteFault) {
        if !isClosed { close() }
        try server.connect()
        isClosed = false
        (awaits, waiting, isSilent, heldBack, hasQuit) = (.command, [], false, [], false)
        replies.reset()
        if options.security == .fromTheStart { try server.secure() }
        var unit = unit
        if unit.replies.isEmpty { unit.replies = [AgainstPlan.Planned()] }
        try readReplies(to: unit)
        if options.security == .upgraded, !plan.secures { try upgrade() }
    }

    /// EHLO and STARTTLS of our own.
    private mutating func upgrade() throws(RemoteFault) {
        for line in ["EHLO client.example", "STARTTLS"] {
            try server.send(Array("\(line)\r\n".utf8))
            let reply = try nextReply()
            report.rows.append(
                AgainstReport.Row(client: line, note: "--starttls", server: reply))
            guard let code = reply?.code, code / 100 == 2 else {
                report.end = "the server does not take \(line)"
                return
            }
        }
        try secure()
    }

    private mutating func secure() throws(RemoteFault) {
        guard report.rows.last?.server?.code == 220 else {
            report.end =
                "the server is not ready for TLS; nothing goes out in clear that was meant for it"
            return
        }
        replies.reset()
        waiting = []
        try server.secure()
        report.rows.append(AgainstReport.Row(client: "(TLS handshake)"))
    }

    private mutating func close() {
        server.close()
        isClosed = true
        report.rows.append(AgainstReport.Row(client: "(close)"))
    }

    /// Leaves a server that is still there, in good manners if it waits for a command.
    private mutating func leave() {
        // Why the run ended is known by now.
        expectsClose = true
        if awaits == .command, !isSilent, !hasQuit {
            try? server.send(Array("QUIT\r\n".utf8))
            _ = try? nextReply()
        }
        server.close()
    }
}

extension AgainstRun {
    private mutating func write(_ units: [AgainstPlan.Unit]) throws(RemoteFault) {
        try takeUnexpected()
        guard !isClosed, mayGoOn(with: units) else { return }
        isSilent = false
        var parts: [(octets: [UInt8], note: String?)] = []
        for unit in units { parts.append(outgoing(unit)) }
        let octets = parts.flatMap { $0.octets }
        if !octets.isEmpty { try server.send(octets) }
        if units.contains(where: { $0.shown.uppercased() == "QUIT" }) { hasQuit = true }
        for (unit, part) in zip(units, parts) where report.end == nil {
            guard let note = part.note else {
                try readReplies(to: unit)
                continue
            }
            try readSubstitute(for: unit, part.octets, note)
        }
    }

    /// Whether what comes next is what the server waits for.
    private mutating func mayGoOn(with units: [AgainstPlan.Unit]) -> Bool {
        guard let first = units.first else { return false }
        switch (awaits, first.kind) {
        case (.command, .command), (.command, .dropped), (.text, .text), (.response, .response),
            (.command, .chunk):
            return true
        case (.command, .text), (.command, .response):
            let why =
                wasRefused
                ? "not sent: nothing is delivered without --deliver"
                : "not sent: the server does not wait for it"
            for unit in units { skip(unit, why) }
            return false
        case (.text, _):
            report.end = "the server waits for message text, and the script has none"
            return false
        case (.response, _):
            report.end = "the server waits for a response, and the script has none"
            return false
        }
    }

    private mutating func skip(_ unit: AgainstPlan.Unit, _ why: String) {
        var row = AgainstReport.Row(client: unit.shown, note: why, isSent: false)
        row.script = unit.replies.first?.script
        row.model = unit.replies.first?.model?.reply
        row.rule = unit.replies.first?.model?.rule.id
        report.rows.append(row)
    }

    /// Reads what the server says to a unit that was sent, and compares it.
    private mutating func readReplies(to unit: AgainstPlan.Unit) throws(RemoteFault) {
        if unit.replies.isEmpty { report.rows.append(AgainstReport.Row(client: unit.shown)) }
        for (index, planned) in unit.replies.enumerated() where report.end == nil {
            let reply = try nextReply()
            add(reply, planned, client: index == 0 ? unit.shown : "")
        }
        if unit.closes { try expectClose() }
    }

    private mutating func add(
        _ reply: ReceivedReply?, _ planned: AgainstPlan.Planned, client: String
    ) {
        var row = AgainstReport.Row(client: client)
        row.script = planned.script
        row.server = reply
        row.model = planned.model?.reply
        row.rule = planned.model?.rule.id
        row.withScript = planned.script.map { AgainstReport.Agreement(reply, $0, &captures) }
        row.withModel = row.model.map { AgainstReport.Agreement(reply, $0) }
        if reply?.code == 334, let model = row.model, model.code == 334, model != reply {
            row.note = "another challenge: the response that follows is for the model's"
        }
        report.rows.append(row)
        note(reply)
    }

    private mutating func note(_ reply: ReceivedReply?) {
        guard let reply else { return }
        awaits = reply.code == 354 ? .text : reply.code == 334 ? .response : .command
        if reply.code == 421, isClosed { report.end = "the server closed the connection" }
    }

    /// Reads the reply to what went in the place of a unit, if anything did.
    private mutating func readSubstitute(
        for unit: AgainstPlan.Unit, _ octets: [UInt8], _ note: String
    ) throws(RemoteFault) {
        skip(unit, note)
        guard !octets.isEmpty else { return }
        report.rows.append(AgainstReport.Row(client: "RSET", server: try nextReply()))
        awaits = .command
    }

    /// The next reply; nil if there is none in time, or the connection is closed.
    private mutating func nextReply() throws(RemoteFault) -> ReceivedReply? {
        var patience = isSilent ? 0 : options.patience
        while waiting.isEmpty, !isClosed {
            switch try server.receive(milliseconds: patience) {
            case .octets(let octets): waiting += replies.take(octets)
            case .closed: end()
            case .nothing:
                isSilent = true
                return nil
            }
            patience = options.patience
        }
        return waiting.isEmpty ? nil : waiting.removeFirst()
    }

    private mutating func end() {
        isClosed = true
        server.close()
        if !expectsClose { report.end = "the server closed the connection" }
    }

    /// Replies that nobody waited for.
    private mutating func takeUnexpected() throws(RemoteFault) {
        guard !isClosed else {
            if report.end == nil { report.end = "the connection is closed" }
            return
        }
        while case .octets(let octets) = try server.receive(milliseconds: 0) {
            waiting += replies.take(octets)
        }
        for reply in waiting {
            report.rows.append(
                AgainstReport.Row(client: "", note: "a reply that nobody waited for", server: reply)
            )
            note(reply)
        }
        waiting = []
    }

    /// Sees whether the server closes as the model does.
    private mutating func expectClose() throws(RemoteFault) {
        expectsClose = true
        defer { expectsClose = false }
        let unexpected = isClosed ? nil : try nextReply()
        var row = AgainstReport.Row(client: "(the model closes)")
        row.note =
            isClosed
            ? "the server closes"
            : unexpected == nil ? "the server stays" : "the server says more"
        row.server = unexpected
        row.isSent = false
        report.rows.append(row)
    }
}
