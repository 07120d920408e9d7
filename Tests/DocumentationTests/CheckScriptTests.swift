import Foundation
import Testing

@Suite("The scripts in .ci")
struct CheckScriptTests {
    @Test(
        "A script is right in syntax and can be started",
        arguments: ["setup", "try", "test", "run"])
    func scriptIsRight(_ name: String) throws {
        let path = Document.repository.appendingPathComponent(".ci/\(name)").path
        #expect(FileManager.default.isExecutableFile(atPath: path))
        let (output, status) = try Workspace().run("bash -n '\(path)'")
        #expect(status == 0, "\(output)")
    }

    @Test("Without Swift, the script says what to install")
    func missingSwift() throws {
        let workspace = try Workspace()
        // Everything else is there, so that nothing is installed.
        let tools = "bash env cat sed head id pkg-config"
        let path = Document.repository.appendingPathComponent(".ci/setup").path
        let (output, status) = try workspace.run(
            """
            mkdir bin
            for tool in \(tools); do ln -s "$(command -v $tool)" bin/; done
            PATH=$PWD/bin '\(path)'
            """)
        #expect(status == 1)
        #expect(output.contains("Swift 6.2 or newer"), "\(output)")
    }

    @Test("The README's two commands are there")
    func commandsOfReadme() throws {
        let text = try Document(path: "README.md").text()
        #expect(text.contains(".ci/try"))
        #expect(text.contains(".ci/test"))
    }
}
