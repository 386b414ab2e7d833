#include "hubmine/output/format.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/suggestion.hpp"
#include "hubmine/core/text.hpp"

#include "formats.hpp"

#include <algorithm>
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

const Format* format_of_file(std::string_view path) {
    const std::size_t dot = path.rfind('.');
    if (dot == std::string_view::npos) {
        return nullptr;
    }
    const std::string extension = core::ascii_lower(path.substr(dot + 1));
    const auto all = formats();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Format& format) {
        return format.extension == extension;
    });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace hubmine::output
