import SMTPGrammar
import SMTPPolicy
import SMTPSession
import Testing

/// Every profile with every extension, on and off: what EHLO lists, and what its parameters get.
@Suite("Each profile with each extension")
struct ProfileExtensionTests {
    private static let profiles = Profile.allCases.filter { $0.machine == .session }

    /// The reply to a command after EHLO; without one, that to EHLO.
    private static func reply(
        to command: String, _ configuration: Configuration, isSecured: Bool = true
    ) -> String {
        var session = Session(configuration)
        var outputs: [Output] = []
        var peer = Peer()
        if isSecured { peer.tls = TLSInfo() }
        let hello = configuration.isLMTP ? "LHLO" : "EHLO"
        hand(.connected(peer), &session, &outputs)
        hand(.bytes(Array("\(hello) client.example\r\n".utf8)), &session, &outputs)
        if !command.isEmpty {
            outputs = []
            hand(.bytes(Array("\(command)\r\n".utf8)), &session, &outputs)
        }
        let lines = outputs.compactMap { output -> [String]? in
            if case .reply(let reply) = output { reply.lines } else { nil }
        }
        return (lines.last ?? []).joined(separator: "\n")
    }

    private static func hand(
        _ input: Input, _ session: inout Session, _ outputs: inout [Output]
    ) {
        try? session.receive(input, into: &outputs)
        while let question = session.openQuestion {
            try? session.receive(.answer(question.hook.defaultAnswer), into: &outputs)
        }
    }

    private static func configuration(
        _ profile: Profile, _ known: SMTPExtension, isOn: Bool
    ) throws -> Configuration {
        var configuration = profile.configuration
        configuration.requiresAuthentication = false
        configuration.isRelayOnDemand = false
        configuration.disabledVerbs = []
        // BINARYMIME is of no use without the one, SMTPUTF8 without the other.
        if isOn { configuration.extensions.formUnion([.chunking, .eightBitMIME]) }
        try Setting.named(known.setting, in: configuration)
            .set(&configuration, isOn ? "on" : "off")
        return configuration
    }

    @Test("EHLO lists an extension that is on, and not one that is off", arguments: profiles)
    func listed(profile: Profile) throws {
        for known in SMTPExtension.known where known.moment != .authenticated {
            let isSecured = known.moment != .inClear
            let on = try Self.configuration(profile, known, isOn: true)
            let off = try Self.configuration(profile, known, isOn: false)
            #expect(
                Self.lists(known, Self.reply(to: "", on, isSecured: isSecured)),
                "\(known.keyword) on")
            #expect(
                !Self.lists(known, Self.reply(to: "", off, isSecured: isSecured)),
                "\(known.keyword) off")
        }
    }

    private static func lists(_ known: SMTPExtension, _ reply: String) -> Bool {
        reply.split(separator: "\n").dropFirst().contains { line in
            line.dropFirst(4).prefix { $0 != " " } == known.keyword
        }
    }

    @Test("An extension that is off refuses its parameters", arguments: profiles)
    func refused(profile: Profile) throws {
        for known in SMTPExtension.known {
            for parameter in known.parameters {
                let off = try Self.configuration(profile, known, isOn: false)
                let isShared = SMTPExtension.known.contains { other in
                    other.keyword != known.keyword && other.isOn(in: off)
                        && other.parameters.contains { $0.keyword == parameter.keyword }
                }
                guard !isShared, !off.tolerated.contains(.parameterNotOffered) else { continue }
                let mail = "MAIL FROM:<ann@client.example>"
                let command =
                    parameter.verb == .mail ? mail : "\(mail)\r\nRCPT TO:<bob@sim.example>"
                let reply = Self.reply(to: "\(command) \(parameter.exampleText)", off)
                // RFC 5321 §4.1.1.11; RFC 4141 §4 and §5 have a code of their own, and so has Exim.
                let isConversion = ["CONPERM", "CONNEG"].contains(known.keyword)
                let code = isConversion ? "504 " : profile == .exim ? "501 " : "555 "
                #expect(
                    reply.hasPrefix(code),
                    "\(known.keyword): \(parameter.keyword): \(reply)")
            }
        }
    }
}
