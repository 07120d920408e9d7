import SMTPDriver
import SMTPExport
import SMTPScript
import SMTPSession

extension AgainstPlan {
    /// Makes a plan of the events of a run.
    struct Builder {
        let report: ScriptReport
        let showsSecrets: Bool
        private(set) var waits = false
        private var items: [Item] = []
        /// Which unit of the last item the next reply belongs to.
        private var current = 0
        private var replyCount = 0

        init(report: ScriptReport, showsSecrets: Bool) {
            self.report = report
            self.showsSecrets = showsSecrets
        }

        mutating func finished() -> [Item] {
            addUnanswered()
            return items
        }

        mutating func add(_ event: Event) {
            switch event {
            case .connected: begin(.connect(.connection))
            case .sent(let write): begin(write)
            case .read: current += 1
            case .reply(let reply):
                for received in ReceivedReply.list(reply) { add(received, reply.rule) }
            case .secured: begin(.secure)
            case .closedByClient: begin(.close)
            case .closedByServer: change { $0.closes = true }
            case .waited: waits = true
            case .fault, .substituted, .decided, .asking, .note, .transition, .message, .startTLS,
                .shutdown:
                return
            }
        }

        private mutating func begin(_ item: Item) {
            addUnanswered()
            items.append(item)
            current = -1
        }

        private mutating func begin(_ write: ClientWrite) {
            let played = PlayedWrite(write)
            let units = zip(
                played.units(secrets: true), played.units(secrets: showsSecrets)
            ).map(Unit.init)
            if !units.isEmpty { begin(.write(units)) }
        }

        private mutating func add(_ reply: ReceivedReply, _ rule: Rule) {
            let planned = Planned(
                script: report.expectedReplies[replyCount],
                model: ModelReply(reply: reply, rule: rule))
            replyCount += 1
            change { $0.replies.append(planned) }
        }

        /// What the script expects where the model said nothing.
        private mutating func addUnanswered() {
            guard let expected = report.unansweredExpectations[replyCount], !items.isEmpty else {
                return
            }
            let known = items.contains { item in
                guard case .write(let units) = item else { return false }
                return units.contains { $0.replies.contains { expected.contains($0.script) } }
            }
            guard !known else { return }
            change { unit in
                unit.replies += expected.map { Planned(script: $0, model: nil) }
            }
        }

        private mutating func change(_ body: (inout Unit) -> Void) {
            guard let last = items.indices.last else { return }
            switch items[last] {
            case .connect(var unit):
                body(&unit)
                items[last] = .connect(unit)
            case .write(var units):
                body(&units[min(max(current, 0), units.count - 1)])
                items[last] = .write(units)
            case .secure, .close: return
            }
        }
    }
}

extension [ExpectedReply] {
    fileprivate func contains(_ expected: ExpectedReply?) -> Bool {
        expected.map { contains($0) } ?? false
    }
}
