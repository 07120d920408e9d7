import CLineEdit

extension TerminalLineSource {
    /// How libedit comes back to this object.
    var callbacks: cline_callbacks {
        cline_callbacks(
            context: Unmanaged.passUnretained(self).toOpaque(),
            read_key: { context, key in
                switch source(context).readKey() {
                case .key(let value):
                    key.pointee = Int32(value)
                    return 1
                case .endOfInput:
                    return 0
                case .abandoned:
                    return -1
                }
            },
            complete: { source($0).complete() },
            paste: { source($0).takePaste() }
        )
    }
}

private func source(_ context: UnsafeMutableRawPointer) -> TerminalLineSource {
    Unmanaged.fromOpaque(context).takeUnretainedValue()
}
