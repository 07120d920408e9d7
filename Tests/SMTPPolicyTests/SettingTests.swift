import SMTPGrammar
import SMTPDriver
import SMTPPolicy
import SMTPSession
import Testing

@Suite("Settings and profiles")
struct SettingTests {
    static let configurations = Profile.allCases.map(\.configuration)

    @Test("Every setting reads what it prints, in every profile", arguments: Profile.allCases)
    func roundTrip(_ profile: Profile) throws {
        for setting in Setting.all {
            var configuration = profile.configuration
            try setting.set(&configuration, setting.get(configuration))
            #expect(configuration == profile.configuration, "\(setting.name)")
        }
    }

    @Test("Every choice of a setting is one it accepts, and then shows; all stands for its list")
    func choices() throws {
        for setting in Setting.all {
            for choice in setting.choices {
                var configuration = Configuration()
                try setting.set(&configuration, choice)
                let shown = setting.get(configuration)
                guard choice == "all" else {
                    #expect(shown == choice, "\(setting.name)")
                    continue
                }
                var listed = Configuration()
                try setting.set(&listed, shown)
                #expect(listed == configuration && shown.contains(","), "\(setting.name)")
            }
        }
    }

    @Test("Names are kebab case, unique, and each says what it does")
    func names() {
        let names = Setting.all.map(\.name)
        #expect(Set(names).count == names.count)
        for setting in Setting.all {
            let isKebab = setting.name.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E
            }
            #expect(isKebab, "\(setting.name)")
            #expect(setting.summary.hasSuffix("."), "\(setting.name)")
        }
    }

    @Test("Every tolerable rule has its setting")
    func tolerances() throws {
        for rule in Rule.allCases where rule.isTolerable {
            let setting = try Setting.named("tolerate.\(rule.id)")
            var configuration = Configuration()
            for value in ["on", "off"] {
                try setting.set(&configuration, value)
                #expect(configuration.tolerated.contains(rule) == (value == "on"))
            }
        }
    }

    @Test(
        "Values change the configuration",
        arguments: [
            ("maximum-recipients", "2", "2"), ("MAXIMUM-RECIPIENTS", "0", "0"),
            ("maximum-message-size", "off", "off"), ("maximum-message-size", "0", "off"),
            ("command-timeout", "90s", "90s"), ("session-timeout", "OFF", "off"),
            ("data-timeout", "120000ms", "2m"), ("require-tls", "yes", "on"),
            ("authentication-mechanisms", "cram-md5, XOAUTH2", "CRAM-MD5,XOAUTH2"),
            ("authentication-mechanisms", "none", "none"),
            ("disabled-verbs", "vrfy,EXPN", "EXPN,VRFY"),
            ("pipelining", "off", "off"), ("hostname", "mx.test", "mx.test"), ("ident", "", ""),
            ("reject-broken-mail-syntax", "off", "off"),
        ])
    func set(_ name: String, _ value: String, _ shown: String) throws {
        var configuration = Configuration()
        let setting = try Setting.named(name)
        try setting.set(&configuration, value)
        #expect(setting.get(configuration) == shown)
    }

    @Test("Not rejecting broken syntax is tolerating it")
    func broken() throws {
        var configuration = Configuration()
        try Setting.named("reject-broken-rcpt-syntax").set(&configuration, "off")
        #expect(configuration.tolerated.contains(.rcptSpaceAfterColon))
        let tolerance = try Setting.named("tolerate.syntax.rcpt-space-after-colon")
        #expect(tolerance.get(configuration) == "on")
    }

    @Test(
        "Values out of bounds change nothing and say what is allowed",
        arguments: [
            ("maximum-line-length", "15", "maximum-line-length takes 16 to 65536"),
            ("maximum-recipients", "-1", "maximum-recipients takes 0 to 1000000"),
            ("maximum-recipients", "many", "maximum-recipients takes 0 to 1000000"),
            ("maximum-message-size", "-1", "maximum-message-size takes octets, or off"),
            ("maximum-errors", "1000001", "maximum-errors takes 1 to 1000000, or off"),
            (
                "command-timeout", "5",
                "command-timeout takes a duration such as 5m, 90s or 250ms, or off"
            ),
            ("require-tls", "maybe", "require-tls takes on or off"),
            ("ident", "a\r\nb", "ident takes printable ASCII, at most 250 characters"),
            ("hostname", "", "hostname takes a domain, or an address literal such as [192.0.2.1]"),
        ])
    func bounds(_ name: String, _ value: String, _ message: String) throws {
        var configuration = Configuration()
        let setting = try Setting.named(name)
        let error = #expect(throws: SettingError.self) { try setting.set(&configuration, value) }
        #expect(error?.description == message)
        #expect(error?.isValue == true)
        #expect(configuration == Configuration())
    }

    @Test("Names that are almost right are suggested")
    func suggestions() throws {
        var configuration = Configuration()
        let unknown = #expect(throws: SettingError.self) { try Setting.named("maximum-recipient") }
        #expect(unknown?.suggestion == "maximum-recipients")
        #expect(
            unknown?.description
                == "unknown setting maximum-recipient; did you mean maximum-recipients?")
        let mechanism = #expect(throws: SettingError.self) {
            try Setting.named("authentication-mechanisms").set(&configuration, "CRAMMD5")
        }
        #expect(mechanism?.suggestion == "CRAM-MD5")
        let verb = #expect(throws: SettingError.self) {
            try Setting.named("disabled-verbs").set(&configuration, "VRYF")
        }
        #expect(verb?.suggestion == "VRFY")
    }

    @Test("A limit that a profile does not have is off")
    func unlimited() throws {
        for name in ["maximum-line-length", "maximum-recipients"] {
            let setting = try Setting.named(name)
            var configuration = Profile.mailhog.configuration
            #expect(setting.get(configuration) == "off")
            try setting.set(&configuration, "1000")
            #expect(setting.get(configuration) == "1000")
            try setting.set(&configuration, "off")
            #expect(configuration == Profile.mailhog.configuration)
        }
    }

    @Test("No profile accepts a bare LF as the end of a message")
    func smuggling() {
        for profile in Profile.allCases {
            #expect(!profile.configuration.tolerated.contains(.contentLineFeedEnd))
            #expect(profile.summary.hasSuffix("."))
        }
    }

    @Test(
        "strict is the default configuration, submission wants authentication, mailhog is another")
    func profiles() {
        #expect(Profile.strict.configuration == Configuration())
        #expect(Profile.submission.configuration.requiresAuthentication)
        #expect(!Profile.submission.configuration.allowsPlaintextAuthentication)
        #expect(Profile.mailhog.machine == .mailHog)
    }

    @Test(
        "lenient takes what strict refuses",
        arguments: [
            "MAIL FROM: <a@b.example>", "MAIL FROM:a@b.example", "MAIL FROM:<a@b_c.example>",
            "MAIL FROM:<ann>",
        ])
    func lenient(_ line: String) {
        func code(_ profile: Profile) -> UInt16? {
            let server = SMTPServer(profile.configuration)
            server.processCommand("EHLO c.example")
            return server.processCommand(line)?.code
        }
        #expect(code(.strict) == 501)
        #expect(code(.lenient) == 250)
    }
}
