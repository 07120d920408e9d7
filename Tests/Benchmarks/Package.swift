// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "benchmarks",
    dependencies: [.package(name: "smtpsim", path: "../..")],
    targets: [
        .target(name: "AllocationCount"),
        .executableTarget(
            name: "benchmarks",
            dependencies: [
                "AllocationCount",
                .product(name: "MailHogMachine", package: "smtpsim"),
                .product(name: "SMTPGrammar", package: "smtpsim"),
                .product(name: "SMTPSession", package: "smtpsim"),
            ]
        ),
    ]
)
