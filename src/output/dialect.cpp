#include "hubmine/output/dialect.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/suggestion.hpp"
#include "hubmine/core/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <vector>

namespace hubmine::output {

namespace {

/// A character, and the word for it.
struct NamedCharacter {
    char character;
    std::string_view name;
};
constexpr std::array<NamedCharacter, 4> kBetweenCells{
    {{',', "comma"}, {';', "semicolon"}, {'\t', "tab"}, {'|', "pipe"}}};
constexpr std::array<NamedCharacter, 2> kWithinNumbers{{{'.', "point"}, {',', "comma"}}};

char character_named(std::string_view option, std::string_view name,
                     std::span<const NamedCharacter> among) {
    std::vector<std::string> names;
    for (const NamedCharacter& one : among) {
        if (name == one.name || name == std::string_view(&one.character, 1)) {
            return one.character;
        }
        names.emplace_back(one.name);
    }
    throw core::UsageError(fmt::format("{}: '{}' is none of {}", option, core::printable(name),
                                       fmt::join(names, ", ")));
}

}  // namespace

std::span<const Dialect> dialects() {
    static const std::array<Dialect, 4> kDialects{{
        {.name = "excel", .help = "Excel in English", .bom = true},
        {.name = "excel-de",
         .help = "Excel in German, Italian, Spanish, ...",
         .separator = ';',
         .decimal = ',',
         .bom = true},
        {.name = "excel-fr",
         .help = "Excel in French",
         .separator = ';',
         .decimal = ',',
         .bom = true},
        {.name = "r-csv2", .help = "read.csv2 of R", .separator = ';', .decimal = ','},
    }};
    return kDialects;
}

const Dialect& dialect_named(std::string_view name) {
    std::vector<std::string> names;
    for (const Dialect& dialect : dialects()) {
        if (dialect.name == name) {
            return dialect;
        }
        names.push_back(dialect.name);
    }
    throw core::UsageError(core::unknown_word("dialect", name, names));
}

char separator_named(std::string_view name) {
    return character_named("--separator", name, kBetweenCells);
}

char decimal_named(std::string_view name) {
    return character_named("--decimal", name, kWithinNumbers);
}

}  // namespace hubmine::output
