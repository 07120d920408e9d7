import SASL
import SMTPPolicy
import SMTPScript
import SMTPSession
import Testing

@testable import SMTPSimulator

@Suite("A profile in a file")
struct ProfileFileTests {
    private static let mine = """
        # Mine.
        :profile postfix
        :set ident "ESMTP mine"
        :set text.sender.accepted 250 2.1.0 Fine
        :on recipient nosuch@* reject
        :user tim tanstaaf
        """

    private struct Files: ScriptFiles {
        func read(_ path: String, limit: Int) throws(ScriptFileError) -> [UInt8] {
            guard path == "./mine.smtp" else {
                throw ScriptFileError(path: path, reason: "no such file")
            }
            return Array(ProfileFileTests.mine.utf8)
        }
    }

    private func errors(_ text: String) -> [String] {
        do throws(ScriptError) {
            _ = try ProfileFile(parsing: Array(text.utf8), name: "x.smtp")
            return []
        } catch {
            return error.diagnostics.map { "\($0.line):\($0.column): \($0.message)" }
        }
    }

    @Test("is the profile that it stands on, and what it changes")
    func settings() throws {
        let file = try ProfileFile(parsing: Array(Self.mine.utf8), name: "mine.smtp")
        let settings = try file.settings(seed: 7)
        #expect(settings.profile == .postfix)
        #expect(settings.configuration.ident == "ESMTP mine")
        #expect(settings.configuration.limits.errors == 20)
        #expect(settings.policy.handlers.count == 1)
        #expect(settings.policy.credentials.users == ["tim"])
    }

    @Test("is taken in a session, undone, and saved as its lines")
    func session() throws {
        var simulator = Simulator(SimulatorSettings())
        let command = try PromptCommand.parse("profile ./mine.smtp")
        try simulator.perform(command, files: Files())
        #expect(simulator.configuration.ident == "ESMTP mine")
        #expect(simulator.policy.handlers.count == 1)
        try simulator.play("EHLO client.example")
        try simulator.play("MAIL FROM: <ann@client.example>")
        #expect(simulator.lastReply?.reply.lines == ["250 2.1.0 Fine"])
        let script = simulator.script()
        #expect(script.contains(":profile postfix\n:set ident \"ESMTP mine\"\n"))
        #expect(script.contains("\n:on recipient nosuch@* reject\n"))
        #expect(!script.contains("tanstaaf"))
        expectGreen(script)
    }

    @Test("written from a world, it gives that world again", arguments: Profile.allCases)
    func written(_ profile: Profile) throws {
        var configuration = profile.configuration
        configuration.hostname = "mine.example"
        var world = World(profile: profile, configuration: configuration)
        let user = try PromptCommand.parse("user tim secret").command
        try #require(user as? any ChangeCommand).change(&world)
        let text = world.profileText(secrets: true)
        let settings = try ProfileFile(parsing: Array(text.utf8), name: "x").settings(seed: 0)
        let again = World(profile: settings.profile, configuration: settings.configuration)
        #expect(again.configuration == world.configuration)
        #expect(settings.policy.credentials.users == ["tim"])
        #expect(!world.profileText().contains("secret"))
    }

    @Test("each profile's file gives that profile's settings", arguments: Profile.allCases)
    func start(_ profile: Profile) throws {
        let file = try ProfileFile(parsing: Array(profile.fileText.utf8), name: "x")
        let configuration = try file.settings(seed: 0).configuration
        #expect(configuration.presentation == profile.configuration.presentation)
        for setting in Setting.all {
            #expect(
                setting.get(configuration) == setting.get(profile.configuration),
                "\(setting.name)")
        }
    }

    @Test("says where it is wrong, all of it")
    func faults() {
        #expect(
            errors(
                """
                :set maximum-recipient 3
                :profile strict
                :set text.sender.accepted "550 no"
                C: EHLO x
                :set prompt full
                EHLO x
                """
            ).map { String($0.prefix { $0 != " " }) } == ["6:1:"])
        #expect(
            errors(
                """
                :set maximum-recipients 3
                :profile strict
                :set text.sender.accepted "550 no"
                C: EHLO x
                :set prompt full
                :undo
                :set ident
                """
            ).map { String($0.prefix { $0 != " " }) }
                == ["2:2:", "3:27:", "4:2:", "5:6:", "6:2:", "7:11:"])
    }

    @Test("does not stand on another file")
    func recursion() {
        #expect(
            errors(":profile ./other.smtp")
                == ["1:10: a profile stands on one that this program has, not on a file"])
    }

    @Test("that a script names is read before anything is sent")
    func inScripts() {
        let report = runScript(":profile ./nothere.smtp\nC: NOOP\n")
        #expect(report.lines.contains { $0.contains("cannot read ./nothere.smtp") })
        let save = runScript(":profile save ./x.smtp\nC: NOOP\n")
        #expect(save.lines.contains { $0.contains(":profile save cannot be used in a script") })
    }
}
