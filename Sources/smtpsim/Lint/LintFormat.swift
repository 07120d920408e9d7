import ArgumentParser

/// What `lint` writes.
enum LintFormat: String, CaseIterable, ExpressibleByArgument {
    case human, json, sarif
}
