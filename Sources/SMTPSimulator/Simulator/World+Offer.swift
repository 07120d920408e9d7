import OctetText
import SMTPGrammar
import SMTPDriver
import SMTPPolicy
import SMTPScript
import SMTPSession

extension World {
    /// The extensions that the server offers with its present settings, in clear or under TLS.
    ///
    /// They are what a new server of this kind says to EHLO.
    var offeredExtensions: Set<String> {
        var secured = Peer()
        secured.tls = TLSInfo()
        return keywords(saidTo: Peer()).union(keywords(saidTo: secured))
    }

    private func keywords(saidTo peer: Peer) -> Set<String> {
        var performance = Performance(World(profile: profile, configuration: configuration))
        guard (try? performance.connect(peer)) != nil,
            (try? performance.send(Array("EHLO client.example\r\n".utf8))) != nil
        else { return [] }
        let replies = performance.events.compactMap { event -> Reply? in
            if case .reply(let reply) = event { return reply }
            return nil
        }
        let lines = replies.last?.lines.dropFirst() ?? []
        return Set(lines.compactMap(World.keyword))
    }

    /// The word after the code: `SIZE` of `250-SIZE 10485760`.
    private static func keyword(_ line: String) -> String? {
        let word = line.utf8.dropFirst(4).prefix { !$0.isBlank && $0 != ASCII.equals }
        return word.isEmpty ? nil : String(decoding: word.map(ASCII.uppercased), as: UTF8.self)
    }
}
