import SMTPGrammar
import SMTPSession
import Testing

@testable import SMTPPolicy

@Suite("Settings of what a server says")
struct PresentationSettingTests {
    private var configuration = Configuration()

    private mutating func set(_ name: String, _ value: String) throws {
        try Setting.named(name).set(&configuration, value)
    }

    private func get(_ name: String) throws -> String {
        try Setting.named(name).get(configuration)
    }

    @Test("extensions switches what it names on and the rest off, and orders it")
    mutating func extensions() throws {
        try set("extensions", "starttls, SIZE,X-TOY")
        #expect(configuration.extensions == [.startTLS, .size])
        #expect(configuration.presentation.order == ["STARTTLS", "SIZE", "X-TOY"])
        #expect(configuration.presentation.advertised == ["X-TOY"])
        #expect(try get("extensions") == "STARTTLS,SIZE,X-TOY")
        try set("size", "off")
        #expect(try get("extensions") == "STARTTLS,X-TOY")
        try set("extensions", "PIPELINING,SIZE")
        #expect(configuration.presentation == Presentation())
        try set("extensions", "all")
        #expect(configuration.extensions == .all)
        let keywords = SMTPExtension.known.map(\.keyword).joined(separator: ",")
        #expect(try get("extensions") == keywords)
        try set("authentication-mechanisms", "all")
        #expect(configuration.mechanisms == OfferedMechanism.known)
        try set("extensions", "none")
        #expect(configuration.extensions == [])
        #expect(try get("extensions") == "none")
    }

    @Test(
        "what is no keyword is refused",
        arguments: [
            ("extensions", ""), ("extensions", "SIZE,,X"), ("extensions", "SIZE 10"),
            ("hidden-extensions", "A B"), ("advertised-extensions", "-X"),
            ("advertised-extensions", "X \u{E9}"), ("advertised-extensions", "X\r\n250 Y"),
        ])
    mutating func refused(_ name: String, _ value: String) {
        let before = configuration
        #expect(throws: SettingError.self) { try set(name, value) }
        #expect(configuration == before)
    }

    @Test("a wording is a code, an enhanced code and a text, as far as it has them")
    mutating func wordings() throws {
        for value in ["No", "502 No", "502 5.0.0 No", "503 5.5.2", "502", "503 550 No"] {
            try set("text.order.mail-first", value)
            #expect(try get("text.order.mail-first") == value)
        }
        #expect(configuration.presentation.wordings[.mailFirst]?.text == "550 No")
        try set("text.order.mail-first", "usual")
        #expect(configuration == Configuration())
    }

    @Test("a wording that says something else than the rule is refused")
    mutating func wrongWordings() {
        for value in ["250 Yes", "503 4.0.0 No", "421 Bye", "", "caf\u{E9}"] {
            #expect(throws: SettingError.self) { try set("text.order.mail-first", value) }
        }
        #expect(throws: SettingError.self) { try set("text.connection.timeout", "450 Late") }
    }

    @Test("the end of data is one setting over the tolerances")
    mutating func endOfData() throws {
        try set("end-of-data", "any-lf")
        #expect(configuration.tolerated.contains(.contentLineFeedEnd))
        try set("end-of-data", "reject")
        #expect(!configuration.tolerated.contains(.contentLineFeedEnd))
        #expect(!configuration.tolerated.contains(.contentBareLineFeed))
        try set("end-of-data", "normalize")
        #expect(configuration.textTreatment == .normalizesLineFeeds)
        try set("end-of-data", "strict")
        #expect(configuration == Configuration())
    }

    @Test("every look-alike is written as a person would, and says what it offers")
    func texts() throws {
        for profile in [Profile.postfix, .exim, .gmail, .exchange, .submission] {
            let text = try #require(profile.text)
            #expect(text.hasPrefix("# "), "\(profile)")
            #expect(text.contains("\n:profile strict\n"), "\(profile)")
            #expect(profile.configuration != Configuration(), "\(profile)")
        }
        #expect(Profile.exchange.configuration.mechanisms.map(\.name) == ["LOGIN"])
        #expect(!Profile.exim.configuration.extensions.contains(.enhancedStatusCodes))
        #expect(Profile.gmail.configuration.requiresTLS)
        let submission = try Setting.named("extensions").get(Profile.submission.configuration)
        #expect(submission.split(separator: ",").contains("AUTH"))
        #expect(!submission.contains("ETRN") && !submission.contains("ATRN"))
    }
}
