/// A number with its noun: `1 octet`, `2 octets`.
func counted(_ count: some BinaryInteger, _ noun: String) -> String {
    "\(count) \(noun)" + (count == 1 ? "" : "s")
}
