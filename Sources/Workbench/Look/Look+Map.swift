import SMTPGrammar
import SMTPPolicy
import SMTPSession
import SMTPSimulator
import TerminalText

// `:map`: the states of the server as a client goes through them, from top to bottom.

/// A state of the map, and what leads on from it.
struct MapState: Hashable {
    /// What leads on: what is typed, and the state that it leads to.
    struct Way: Hashable {
        let what: String
        let state: String
    }

    let name: String
    /// The last is the usual one; it leads to the state below if that is the one.
    let ways: [Way]
}

extension MapCommand: PageCommand {
    /// `:map`: where in the machine the session is.
    func show(_ look: Look, on page: inout Page) {
        let states = look.mapStates
        for (index, state) in states.enumerated() {
            let isHere = state.name == look.simulator.phaseName
            page.show(
                (isHere ? Page.next : "  ") + state.name + (isHere ? "   you are here" : ""),
                isHere ? .question : .state)
            let below = index + 1 < states.count ? states[index + 1].name : ""
            for way in state.ways {
                let isLast = way == state.ways.last
                guard !isLast || way.state != below else {
                    page.show("  │ \(way.what)")
                    continue
                }
                page.show("  \(isLast ? "└" : "├") \(way.what) → \(way.state)")
            }
        }
        page.say("QUIT leads to \(look.mapNames.closed) wherever a command is awaited.")
    }
}

extension Look {
    /// What a machine calls its states.
    struct MapNames {
        let start, hello, authentication, closed: String
    }

    var mapNames: MapNames {
        switch simulator.world.profile.machine {
        case .session:
            return MapNames(
                start: "START", hello: "HELLO", authentication: "AUTH", closed: "CLOSED")
        case .mailHog:
            let name = simulator.phaseName
            return MapNames(
                start: "INVALID", hello: "ESTABLISH",
                authentication: name.hasPrefix("AUTH") ? name : "AUTHPLAIN", closed: "DONE")
        }
    }

    /// The states, in the order of a session.
    var mapStates: [MapState] {
        let names = mapNames
        func state(_ name: String, _ ways: (String, String)...) -> MapState {
            MapState(name: name, ways: ways.map { MapState.Way(what: $0.0, state: $0.1) })
        }
        let mail = MapState(
            name: "MAIL",
            ways: asides.map { MapState.Way(what: $0.0, state: $0.1) }
                + [MapState.Way(what: Reference.syntax(of: "MAIL"), state: "RCPT")])
        return [
            state(names.start, (":connect", names.hello)),
            state(names.hello, (Reference.syntax(of: "EHLO"), "MAIL")),
            mail,
            state(
                "RCPT", (Reference.syntax(of: "RCPT"), "RCPT"), ("RSET", "MAIL"), ("DATA", "DATA")),
            state("DATA", ("text, and a lone dot", "MAIL")),
            state(names.authentication, ("a response, or *", "MAIL")),
        ] + (names.closed == "CLOSED" ? [state("TLS", (":tls", names.hello))] : [])
            + [state(names.closed, (":connect", names.hello))]
    }

    /// What leads out of the usual way, as far as the server offers it.
    private var asides: [(String, String)] {
        let keywords = simulator.configuration.offeredExtensions.map(\.keyword)
        let startTLS = mapNames.closed == "CLOSED" ? "TLS" : mapNames.hello
        return [
            keywords.contains("STARTTLS") ? ("STARTTLS", startTLS) : nil,
            offeredMechanisms.first.map { ("AUTH \($0)", mapNames.authentication) },
        ].compactMap(\.self)
    }
}
