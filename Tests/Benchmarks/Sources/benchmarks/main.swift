import Glibc

// benchmarks SMTPSIM [STATIC-SMTPSIM]
//
// Prints the table of docs/performance.md. Every floor is measured in the same run, by turns with what
// is held against it, because machines differ.

signal(SIGPIPE, SIG_IGN)

let arguments = CommandLine.arguments.dropFirst()
guard let smtpsim = arguments.first else {
    print("usage: benchmarks SMTPSIM [STATIC-SMTPSIM]")
    exit(2)
}

/// At once, so that a person sees how far it is.
func show(_ text: String) {
    print(text)
    fflush(nil)
}

show(Row.heading)
for row in ContentRows.rows() { show(row.text) }
for row in CommandRows.rows() { show(row.text) }
show(try SnapshotRow.row().text)
show(try MailHogRow.row().text)
for row in PipeRows(smtpsim: smtpsim).rows() { show(row.text) }
show(MemoryRow(smtpsim: smtpsim).row().text)
for row in StartRows(smtpsim: smtpsim, staticSmtpsim: arguments.dropFirst().first).rows() {
    show(row.text)
}
