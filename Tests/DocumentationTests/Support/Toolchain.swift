import Foundation
import Testing

/// The tools of the Swift toolchain, run over what was built for these tests.
struct Toolchain {
    private let workspace: Workspace
    private static let modules = Workspace.programs.appendingPathComponent("Modules").path
    /// The modules in C of the packages, which SwiftNIO's are made of.
    private static let moduleMaps: String = {
        let built = Workspace.programs.resolvingSymlinksInPath()
        let checkouts = built.appendingPathComponent("../../checkouts").standardizedFileURL
        // The package manager makes those that a package does not have.
        let found =
            maps(in: checkouts, "/include/module.modulemap")
            + maps(in: built, ".build/module.modulemap").filter { $0.contains("/CNIO") }
        return found.map { " -Xcc -fmodule-map-file='\($0)'" }.joined()
    }()

    private static func maps(in folder: URL, _ ending: String) -> [String] {
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (files?.allObjects as? [URL] ?? []).map(\.path).filter { $0.hasSuffix(ending) }
            .sorted()
    }

    init() throws { workspace = try Workspace() }

    /// What is public in a library: its own symbols, and those that it adds to others.
    func symbols(of library: String) throws -> [SymbolGraph.Symbol] {
        let complaints = try run(
            "swift-symbolgraph-extract -module-name \(library) -I '\(Toolchain.modules)'"
                + Toolchain.moduleMaps
                + " -target \(try target()) -output-dir ."
                + " -minimum-access-level public -skip-synthesized-members")
        #expect(complaints.isEmpty, "\(complaints)")
        let names = try FileManager.default.contentsOfDirectory(atPath: workspace.folder.path)
        return try names.filter { $0.hasSuffix(".symbols.json") }.flatMap { name in
            let file = workspace.folder.appendingPathComponent(name)
            return try JSONDecoder().decode(SymbolGraph.self, from: Data(contentsOf: file)).symbols
        }
    }

    /// Makes a catalog into documentation, with the symbols that were asked for before.
    ///
    /// - Returns: what DocC complains about
    func convert(_ catalog: URL, _ library: String) throws -> String {
        try run(
            "docc convert '\(catalog.path)' --additional-symbol-graph-dir . --output-path archive"
                + " --fallback-display-name \(library) --fallback-bundle-identifier \(library)"
                + " --warnings-as-errors")
    }

    /// Checks that a program compiles.
    ///
    /// - Returns: what the compiler complains about
    func typecheck(_ program: URL) throws -> String {
        try run(
            "swiftc -typecheck -swift-version 6 -warnings-as-errors -I '\(Toolchain.modules)'"
                + Toolchain.moduleMaps
                + " '\(program.path)'")
    }

    private func target() throws -> String {
        struct Answer: Decodable {
            struct Target: Decodable { var triple: String }
            var target: Target
        }
        let answer = try workspace.run("swiftc -print-target-info").output
        return try JSONDecoder().decode(Answer.self, from: Data(answer.utf8)).target.triple
    }

    /// What a tool complains about.
    private func run(_ command: String) throws -> String {
        let (output, status) = try workspace.run(command)
        let text = output.trimmingCharacters(in: .whitespacesAndNewlines)
        return text.isEmpty && status != 0 ? "\(command) ended with \(status)" : text
    }
}

/// What `swift-symbolgraph-extract` writes, as far as it is of interest.
struct SymbolGraph: Decodable {
    struct Symbol: Decodable {
        struct Comment: Decodable {}
        var pathComponents: [String]
        var docComment: Comment?
        var name: String { pathComponents.joined(separator: ".") }
    }
    var symbols: [Symbol]
}
