import Glibc

// benchmarks SMTPSIM [STATIC-SMTPSIM] [--only GROUP]
//
// Prints the table of docs/performance.md. Every floor is measured in the same run, by turns with what
// is held against it, because machines differ.

signal(SIGPIPE, SIG_IGN)

var programs = Array(CommandLine.arguments.dropFirst())
var only: String?
if let place = programs.firstIndex(of: "--only"), place + 1 < programs.count {
    only = programs[place + 1]
    programs.removeSubrange(place...place + 1)
}
guard let smtpsim = programs.first else {
    print("usage: benchmarks SMTPSIM [STATIC-SMTPSIM] [--only GROUP]")
    exit(2)
}

/// What people install; without it, the other one.
let installed = programs.dropFirst().first

/// Unpacked by .ci/unpack.
let postfix = getenv("POSTFIX").map { String(cString: $0) } ?? "../../.build/tools/postfix"

let groups: [(name: String, rows: () throws -> [Row])] = [
    ("content", ContentRows.rows),
    ("chunk", ChunkRows.rows),
    ("command", CommandRows.rows),
    ("snapshot", { [try SnapshotRow.row()] }),
    ("mailhog", { [try MailHogRow.row()] }),
    ("pipe", PipeRows(smtpsim: smtpsim).rows),
    ("lint", LintRows(smtpsim: smtpsim).rows),
    ("memory", { [MemoryRow(smtpsim: smtpsim).row()] }),
    ("scale", ScaleRows(smtpsim: smtpsim).rows),
    ("listen", ListenRows(smtpsim: installed ?? smtpsim, postfix: postfix).rows),
    ("start", StartRows(smtpsim: smtpsim, staticSmtpsim: installed).rows),
]
guard only == nil || groups.contains(where: { $0.name == only }) else {
    print("error: the groups are \(groups.map(\.name).joined(separator: " "))")
    exit(2)
}

print(Row.heading)
for group in groups where only == nil || group.name == only {
    for row in try group.rows() {
        print(row.text)
        // At once, so that a person sees how far it is.
        fflush(nil)
    }
}
