import Glibc

// benchmarks SMTPSIM [STATIC-SMTPSIM]
//
// Prints the table of docs/performance.md. Every floor is measured in the same run, by turns with what
// is held against it, because machines differ.

signal(SIGPIPE, SIG_IGN)
setvbuf(stdout, nil, _IOLBF, 0)

let arguments = CommandLine.arguments.dropFirst()
guard let smtpsim = arguments.first else {
    fputs("usage: benchmarks SMTPSIM [STATIC-SMTPSIM]\n", stderr)
    exit(2)
}

print(Row.heading)
for row in ContentRows.rows() { print(row.text) }
for row in CommandRows.rows() { print(row.text) }
print(try SnapshotRow.row().text)
for row in PipeRows(smtpsim: smtpsim).rows() { print(row.text) }
print(MemoryRow(smtpsim: smtpsim).row().text)
for row in StartRows(smtpsim: smtpsim, staticSmtpsim: arguments.dropFirst().first).rows() {
    print(row.text)
}
