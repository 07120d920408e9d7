import Foundation
import SMTPSession
import Testing

@Suite("The libraries' documentation")
struct CatalogTests {
    /// The libraries that Package.swift offers.
    private static let libraries: [String] = {
        let package = (try? Document(path: "Package.swift").text()) ?? ""
        return package.components(separatedBy: ".library(name: \"").dropFirst().map { text in
            String(text.prefix { $0 != "\"" })
        }
    }()

    /// The code of all steps of all tutorials.
    private static let steps: [Document] = {
        let sources = Document.repository.appendingPathComponent("Sources")
        let files = FileManager.default.subpaths(atPath: sources.path) ?? []
        return files.filter { $0.contains(".docc/") && $0.hasSuffix(".swift") }.sorted()
            .map { Document(path: "Sources/" + $0) }
    }()

    @Test("There are libraries, and tutorials with code")
    func something() {
        #expect(CatalogTests.libraries.count >= 6)
        #expect(CatalogTests.steps.count >= 2 * CatalogTests.libraries.count)
    }

    @Test("A library has a landing page, an article and a tutorial", arguments: libraries)
    func catalog(_ library: String) throws {
        let folder = CatalogTests.catalog(of: library)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(files.contains("\(library).md"))
        #expect(files.contains { $0.hasSuffix(".md") && $0 != "\(library).md" })
        #expect(files.contains { $0.hasSuffix(".tutorial") && $0 != "Tutorials.tutorial" })
    }

    @Test("Every public symbol is documented, and every link leads somewhere", arguments: libraries)
    func symbols(_ library: String) throws {
        let toolchain = try Toolchain()
        let symbols = try toolchain.symbols(of: library)
        #expect(!symbols.isEmpty)
        let undocumented = symbols.filter { $0.docComment == nil }.map(\.name)
        #expect(undocumented.isEmpty, "\(library): \(undocumented)")
        let complaints = try toolchain.convert(CatalogTests.catalog(of: library), library)
        #expect(complaints.isEmpty, "\(complaints)")
    }

    @Test("A rule's comment has its identifier and its code")
    func rules() throws {
        let source = try Document(path: "Sources/SMTPSession/Rules/Rule.swift").text()
        let lines = source.components(separatedBy: "\n").map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        let documented = zip(lines, lines.dropFirst()).filter { $1.hasPrefix("case ") }
        let expected = documented.flatMap { _, cases in
            cases.dropFirst(5).components(separatedBy: ", ")
        }
        #expect(expected == Rule.allCases.map { "\($0)" })
        var rules = Rule.allCases[...]
        for (comment, cases) in documented {
            let named = rules.prefix(cases.components(separatedBy: ", ").count)
            rules = rules.dropFirst(named.count)
            let wanted = named.map { "`\($0.id)`, \($0.code)" }.joined(separator: "; ")
            #expect(comment == "/// \(wanted).", "\(cases)")
        }
    }

    @Test("The code of each step of a tutorial compiles", arguments: steps)
    func compiles(_ step: Document) throws {
        let complaints = try Toolchain().typecheck(step.url)
        #expect(complaints.isEmpty, "\(step.path): \(complaints)")
    }

    @Test("A tutorial shows no code that is not there, and all that is", arguments: libraries)
    func everyStepIsShown(_ library: String) throws {
        let folder = CatalogTests.catalog(of: library)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let text = try names.filter { $0.hasSuffix(".tutorial") }
            .map { try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8) }
            .joined()
        let shown = text.components(separatedBy: "file: \"").dropFirst().map { text in
            String(text.prefix { $0 != "\"" })
        }
        let resources = try FileManager.default.contentsOfDirectory(
            atPath: folder.appendingPathComponent("Resources").path)
        #expect(Set(shown) == Set(resources.filter { $0.hasSuffix(".swift") }))
    }

    private static func catalog(of library: String) -> URL {
        Document.repository.appendingPathComponent("Sources/\(library)/\(library).docc")
    }
}
