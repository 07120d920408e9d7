import SMTPDriver
import SMTPPolicy
import SMTPSession
import SMTPSimulator

/// Addresses and names of clients that came up in the session, the latest first.
struct SeenNames: Hashable {
    private(set) var addresses: [String] = []
    private(set) var clientNames: [String] = []

    /// How many of each are remembered.
    private static let limit = 200

    mutating func add(_ step: Step) {
        for event in step.events {
            guard case .decided(let question, _, _) = event else { continue }
            add(question)
        }
    }

    private mutating func add(_ question: Question) {
        switch question {
        case .hello(let hello): SeenNames.insert(hello.name, into: &clientNames)
        case .sender, .recipient:
            guard let address = String(validating: question.subject, as: UTF8.self),
                !address.isEmpty
            else { return }
            SeenNames.insert(address, into: &addresses)
        case .connect, .capabilities, .verb, .data, .message, .authenticate, .startTLS, .verify,
            .expand, .unknown:
            break
        }
    }

    private static func insert(_ name: String, into names: inout [String]) {
        guard names.first != name, name.unicodeScalars.allSatisfy({ $0.value > 0x20 }) else {
            return
        }
        names.removeAll { $0 == name }
        names.insert(name, at: 0)
        if names.count > limit { names.removeLast() }
    }
}
