// swift-tools-version:6.2
import PackageDescription

/// What every Swift target of the house is compiled with.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    // Small functions of one room are compiled into those that call them from another.
    .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]

func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ subject: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    .testTarget(
        name: subject + "Tests",
        dependencies: [.byName(name: subject)] + dependencies,
        resources: resources,
        swiftSettings: strict)
}

func library(_ name: String, pkgConfig: String? = nil, apt: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

let values: [Target.Dependency] = ["Money", "Findings", "Calendars"]
let trade: [Target.Dependency] = values + ["Documents", "Receivables"]
let verticals: [Target.Dependency] = ["OrderIntake", "CreditControl", "Invoicing", "CashApplication", "DebtCollection"]
let shell: [Target.Dependency] = ["SQLLedger", "FileExchange", "HTTPDelivery", "HTTPService"]

// The rows of the house, from the ground up. A target imports only from rows above its own
// (`ArchitectureTests` holds this).
let package = Package(
    name: "quittance",
    products: [
        .executable(name: "quittance", targets: ["Quittance"]),
        // For the benchmarks, which are a package of their own.
        .library(
            name: "QuittanceKit",
            targets: [
                "UBLFormats", "EDIFACTFormats", "BankFormats", "X12Formats", "FlatFormats", "InvoiceRules",
                "OrderIntake", "CreditControl",
                "CashApplication", "Invoicing", "DebtCollection", "SQLLedger",
                "FileExchange", "HTTPDelivery", "HTTPService",
            ]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    ],
    targets: [
        // System libraries
        library("CXML", pkgConfig: "libxml-2.0", apt: "libxml2-dev"),
        library("CCurl", apt: "libcurl4-openssl-dev"),
        library("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev"),
        library("COpenSSL", pkgConfig: "libcrypto", apt: "libssl-dev"),
        library("CHarfBuzz", pkgConfig: "harfbuzz-subset", apt: "libharfbuzz-dev"),
        library("CDeflate", pkgConfig: "libdeflate", apt: "libdeflate-dev"),
        library("CQREncode", pkgConfig: "libqrencode", apt: "libqrencode-dev"),
        .systemLibrary(name: "CPlatform"),

        // Values
        room("Money"),
        room("Findings"),
        room("Calendars"),

        // Documents, receivables
        room("Documents", values),
        room("Receivables", values + ["Documents"]),

        // Syntax
        room("XMLSyntax", ["Findings", "CXML"]),
        room("JSONSyntax", ["Findings"]),
        room("FlatFileSyntax", values),
        room("ArchiveSyntax", ["Findings", "CDeflate"]),
        room("EDISyntax", ["Documents", "Findings"]),
        room("PDFSyntax", ["Findings", "CDeflate"]),

        // Kernel
        room("Pipeline", trade + ["JSONSyntax", "FlatFileSyntax", "ArchiveSyntax", "COpenSSL"]),

        // Crafts
        room("UBLFormats", trade + ["XMLSyntax", "Pipeline"]),
        room("CIIFormats", trade + ["XMLSyntax", "PDFSyntax", "Pipeline"]),
        room("EDIFACTFormats", trade + ["EDISyntax", "Pipeline"]),
        room("BankFormats", trade + ["XMLSyntax", "FlatFileSyntax", "Pipeline"]),
        room("X12Formats", trade + ["EDISyntax", "Pipeline"]),
        room("FlatFormats", trade + ["FlatFileSyntax", "JSONSyntax", "Pipeline"]),
        room("InvoiceRules", values + ["Documents", "XMLSyntax", "PDFSyntax"]),
        room("CXMLFormats", trade + ["XMLSyntax", "Pipeline"]),
        room("Typesetting", trade + ["Pipeline", "CHarfBuzz", "CDeflate", "CQREncode", "COpenSSL"]),

        // Verticals
        room("OrderIntake", trade + ["Pipeline"]),
        room("CreditControl", trade + ["Pipeline", "JSONSyntax"]),
        room("CashApplication", trade + ["Pipeline"]),
        room("DebtCollection", trade + ["Pipeline", "Typesetting"]),
        room(
            "Invoicing", trade + ["Pipeline", "XMLSyntax", "UBLFormats", "CIIFormats", "InvoiceRules", "Typesetting"]),

        // Shell
        room("SQLLedger", trade + ["Pipeline", "CSQLite", "COpenSSL"]),
        room("FileExchange", trade + ["Pipeline", "CPlatform", "COpenSSL"]),
        room("HTTPDelivery", trade + ["Pipeline", "CCurl"]),
        room(
            "HTTPService",
            [
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                "Findings", "JSONSyntax", "COpenSSL",
            ]),

        // Program
        .executableTarget(
            name: "Quittance",
            dependencies: trade + verticals + shell + [
                "ArchiveSyntax",
                "Pipeline", "XMLSyntax", "JSONSyntax", "FlatFileSyntax", "EDISyntax", "PDFSyntax", "UBLFormats",
                "CIIFormats", "CXMLFormats", "InvoiceRules",
                "EDIFACTFormats", "BankFormats",
                "X12Formats", "FlatFormats",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        // The benchmarks, tried out with the tests; they are measured from a package of their own.
        .executableTarget(
            name: "BenchmarkTrial",
            dependencies: trade + verticals + shell + [
                "Pipeline", "EDISyntax", "FlatFileSyntax", "UBLFormats", "EDIFACTFormats", "BankFormats", "X12Formats",
                "FlatFormats", "InvoiceRules",
            ],
            path: "Tests/Benchmarks/Sources/Benchmarks",
            swiftSettings: [.enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility")]),

        // Kit
        room("QuittanceTesting", trade + ["Pipeline", "Invoicing"]),

        // Tests
        tests("Money"),
        tests("Findings"),
        tests("Calendars"),
        tests("JSONSyntax", ["Findings"]),
        tests("XMLSyntax", ["Findings"]),
        tests("ArchiveSyntax", ["Findings", "CDeflate"]),
        tests("EDISyntax", ["Findings"]),
        tests("PDFSyntax", ["Findings", "CDeflate"]),
        tests("FileExchange", trade + ["Pipeline"]),
        tests("HTTPDelivery", trade + ["Pipeline", "HTTPService"]),
        tests("SQLLedger", trade + ["Pipeline", "CSQLite"]),
        tests("Documents", values),
        tests("Receivables", values + ["Documents", "QuittanceTesting"]),
        tests("Pipeline", trade + ["JSONSyntax", "QuittanceTesting", "SQLLedger", "CDeflate"]),
        tests("UBLFormats", trade + ["Pipeline", "XMLSyntax", "QuittanceTesting"]),
        tests("CIIFormats", trade + ["Pipeline", "XMLSyntax", "QuittanceTesting", "UBLFormats"]),
        tests("EDIFACTFormats", trade + ["EDISyntax", "Pipeline", "QuittanceTesting"]),
        tests("BankFormats", trade + ["Pipeline", "XMLSyntax", "JSONSyntax", "QuittanceTesting"]),
        tests("X12Formats", trade + ["EDISyntax", "Pipeline", "QuittanceTesting"]),
        tests("FlatFileSyntax", values + ["QuittanceTesting"]),
        tests("FlatFormats", trade + ["FlatFileSyntax", "JSONSyntax", "Pipeline", "QuittanceTesting"]),
        tests("CXMLFormats", trade + ["Pipeline", "XMLSyntax", "QuittanceTesting"]),
        tests("InvoiceRules", values + ["XMLSyntax", "QuittanceTesting"]),
        tests("Typesetting", values + ["Documents", "QuittanceTesting"]),
        tests("OrderIntake", trade + ["Pipeline"]),
        tests("CreditControl", trade + ["Pipeline"]),
        tests("CashApplication", trade + ["Pipeline"]),
        tests("DebtCollection", trade + ["Pipeline", "QuittanceTesting"]),
        tests("Invoicing", trade + ["Pipeline", "UBLFormats", "CIIFormats", "PDFSyntax", "QuittanceTesting"]),
        tests(
            "Quittance",
            trade + ["Pipeline", "QuittanceTesting", "SQLLedger", "UBLFormats", "CIIFormats", "BenchmarkTrial"]),
        .testTarget(
            name: "KillTests", dependencies: ["Quittance", "Pipeline", "Receivables", "SQLLedger", "QuittanceTesting"],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
