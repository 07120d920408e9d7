import Crypto
import SASL
import SMTPGrammar
import SMTPSession

extension Scram {
    /// What the client sends; after the server's proof, which has to be right, an empty response.
    func clientStep(
        _ credential: Credential, exchange: AuthenticationExchange, _ client: ClientContext
    ) -> ClientStep {
        guard credential.secret.isKnown else { return .cancel }
        switch exchange.responses.count {
        case 0:
            guard let first = firstMessage(credential, client) else { return .cancel }
            return exchange.challenges.isEmpty ? .initialResponse(first) : .respond(first)
        case 1:
            guard let serverFirst = exchange.serverMessages.first,
                let final = finalMessage(exchange, serverFirst, credential.secret, client)
            else { return .cancel }
            return .respond(final)
        case 2 where exchange.awaitsResponse:
            return isServerProved(exchange, credential.secret) ? .respond([]) : .cancel
        case _: return .finished
        }
    }

    /// Nil if the channel is to be bound, and cannot be.
    private func firstMessage(_ credential: Credential, _ client: ClientContext) -> [UInt8]? {
        guard let flag = flag(client) else { return nil }
        let other = credential.authorizationIdentity.map { "a=" + GS2Header.encoded($0) } ?? ""
        let user = GS2Header.encoded(credential.user)
        let nonce = client.nonce.isEmpty ? Array("nonce".utf8) : client.nonce
        return Array("\(flag),\(other),n=\(user),r=".utf8) + Base64.encode(nonce)
    }

    /// RFC 5802 §6: with a client that can bind the channel, `y` says that the server does not offer to.
    private func flag(_ client: ClientContext) -> String? {
        guard needsChannelBinding else {
            return client.channelBindings.isEmpty || client.offersChannelBinding ? "n" : "y"
        }
        let types = ["tls-unique", "tls-exporter", "tls-server-end-point"]
        return types.first { client.channelBindings[$0] != nil }.map { "p=" + $0 }
    }

    /// Nil if the server's message is none, or asks for more work than is reasonable.
    private func finalMessage(
        _ exchange: AuthenticationExchange, _ serverFirst: [UInt8], _ secret: Secret,
        _ client: ClientContext
    ) -> [UInt8]? {
        guard let first = try? ScramClientFirst(exchange.responses[0]),
            let server = ScramServerFirst(serverFirst), server.nonce.starts(with: first.nonce),
            server.nonce.count > first.nonce.count
        else { return nil }
        var binding = first.headerOctets
        if case .bound(let type) = first.header.flag {
            binding += client.channelBindings[type] ?? []
        }
        let comma = [UInt8(ascii: ",")]
        let withoutProof =
            Array("c=".utf8) + Base64.encode(binding) + Array(",r=".utf8) + server.nonce
        let message = first.bare + comma + serverFirst + comma + withoutProof
        guard let keys = ScramKeys<Hash>(authMessage: message, secret) else { return nil }
        return withoutProof + Array(",p=".utf8) + Base64.encode(keys.proof)
    }

    private func isServerProved(_ exchange: AuthenticationExchange, _ secret: Secret) -> Bool {
        guard let first = try? ScramClientFirst(exchange.responses[0]),
            let final = try? ScramClientFinal(exchange.responses[1]),
            let serverFirst = exchange.serverMessages.first
        else { return false }
        let comma = [UInt8(ascii: ",")]
        let message = first.bare + comma + serverFirst + comma + final.withoutProof
        let keys = ScramKeys<Hash>(authMessage: message, secret)
        let expected = keys.map { Array("v=".utf8) + Base64.encode($0.serverSignature) }
        return expected.map { isSame($0, exchange.serverMessages.last ?? []) } ?? false
    }

    func parts(ofResponse message: [UInt8], index: Int) -> [MessagePart]? {
        switch index {
        case 0: (try? ScramClientFirst(message))?.parts
        case 1: (try? ScramClientFinal(message)).map { _ in ScramFields(message).parts }
        case _: message.isEmpty ? [] : nil
        }
    }

    func parts(ofChallenge message: [UInt8]) -> [MessagePart]? { ScramFields(message).parts }
}
