import OctetText
import SMTPExport
import SMTPScript
import SMTPSession

/// What the client of a script does, unit by unit, with what the script expects and the model said.
package struct AgainstPlan: Sendable {
    /// What the model said, and why.
    struct ModelReply: Hashable, Sendable {
        let reply: ReceivedReply
        let rule: Rule
    }

    /// A reply that is expected, by the script or by the model.
    struct Planned: Hashable, Sendable {
        var script: ExpectedReply?
        var model: ModelReply?
    }

    /// A line, or message text, with its replies.
    struct Unit: Sendable {
        var kind: PlayedWrite.Part.Kind
        var octets: [UInt8]
        /// As it may be shown.
        var shown: String
        var replies: [Planned] = []
        /// Whether the model closes the connection then.
        var closes = false
        /// Whether it ends with a line end.
        var isWhole: Bool { octets.last == 0x0A }
    }

    enum Item: Sendable {
        case connect(Unit)
        case write([Unit])
        case secure
        case close
    }

    private(set) var items: [Item] = []
    /// How much virtual time the script lets pass, which nobody waits for.
    private(set) var waits = false

    /// Whether the script does the TLS handshake itself.
    var secures: Bool { items.contains { if case .secure = $0 { true } else { false } } }

    /// What a script that was played has sent.
    package init(_ report: ScriptReport, showsSecrets: Bool) {
        var builder = Builder(report: report, showsSecrets: showsSecrets)
        for step in report.simulator.steps {
            for event in step.events { builder.add(event) }
        }
        items = builder.finished()
        waits = builder.waits
    }
}

extension AgainstPlan.Unit {
    init(_ unit: PlayedWrite.Unit, shown: PlayedWrite.Unit) {
        kind = unit.kind
        octets = unit.octets
        self.shown =
            switch unit.kind {
            case .command, .response, .dropped: EscapedText.inLine(shown.line)
            case .text: "(message text, \(unit.octets.count) octets)"
            case .chunk: "(chunk, \(unit.octets.count) octets)"
            }
    }

    static let connection = Self(kind: .command, octets: [], shown: "(connect)")
}
