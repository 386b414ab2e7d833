#include "hubmine/output/format.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/suggestion.hpp"

#include "formats.hpp"

#include <array>
#include <vector>

namespace hubmine::output {

std::span<const Format> formats() {
    static const std::array<Format, 6> kFormats{{
        {"table", "txt", "aligned columns for a terminal", true, true, write_table},
        {"csv", "csv", "RFC 4180, with a header line", false, false, write_csv},
        {"tsv", "tsv", "as csv, separated by tabs", false, false, write_tsv},
        {"json", "json", "one object of tables, each a list of records", true, false, write_json},
        {"ndjson", "ndjson", "one record a line", false, false, write_ndjson},
        {"markdown", "md", "pipe tables", true, true, write_markdown},
    }};
    return kFormats;
}

const Format& format_named(std::string_view name) {
    std::vector<std::string> names;
    for (const Format& format : formats()) {
        if (format.name == name) {
            return format;
        }
        names.push_back(format.name);
    }
    throw core::UsageError(core::unknown_word("format", name, names));
}

}  // namespace hubmine::output
