#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine {

/// UTF-16 with a mark, from valid UTF-8.
inline std::string as_utf16(std::string_view text, bool big = false) {
    std::string bytes;
    const auto put = [&](std::uint32_t unit) {
        const auto low = static_cast<char>(unit & 0xFFU);
        const auto high = static_cast<char>(unit >> 8U);
        bytes += big ? high : low;
        bytes += big ? low : high;
    };
    put(0xFEFFU);
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80U ? 1 : lead < 0xE0U ? 2 : lead < 0xF0U ? 3 : 4;
        std::uint32_t point = length == 1 ? lead : lead & (0xFFU >> (length + 1));
        for (std::size_t k = 1; k < length; ++k) {
            point = (point << 6U) | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
        }
        i += length;
        if (point < 0x10000U) {
            put(point);
        } else {
            put(0xD800U + ((point - 0x10000U) >> 10U));
            put(0xDC00U + ((point - 0x10000U) & 0x3FFU));
        }
    }
    return bytes;
}

/// A table whose cells hold no separator and no quote.
using PlainTable = std::vector<std::vector<std::string>>;

inline PlainTable plain_table(std::string_view csv) {
    PlainTable table{{""}};
    for (const char c : csv.substr(0, csv.size() - 1)) {
        if (c == '\n') {
            table.push_back({""});
        } else if (c == ',') {
            table.back().emplace_back();
        } else {
            table.back().back() += c;
        }
    }
    return table;
}

inline std::string told(const PlainTable& table, const std::string& before,
                        const std::string& separator, const std::string& after,
                        const std::string& line_end) {
    std::string text;
    for (const auto& row : table) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            text += (i == 0 ? "" : separator) + before + row[i] + after;
        }
        text += line_end;
    }
    return text;
}

/// One way in which people and programs write a table with a header line.
struct Deviation {
    std::string name;
    std::function<std::string(std::string_view)> write;  ///< from plain CSV that ends with LF
};

/// All of them must read as the plain CSV reads.
inline std::vector<Deviation> deviations() {
    const auto by = [](const std::string& before, const std::string& separator,
                       const std::string& after, const std::string& line_end) {
        return [=](std::string_view csv) {
            return told(plain_table(csv), before, separator, after, line_end);
        };
    };
    const auto changed = [](const std::function<void(PlainTable&)>& change) {
        return [change](std::string_view csv) {
            PlainTable table = plain_table(csv);
            change(table);
            return told(table, "", ",", "", "\n");
        };
    };
    const auto reversed = [](PlainTable& table) {
        for (auto& row : table) {
            std::reverse(row.begin(), row.end());
        }
    };
    const auto shouted = [](PlainTable& table) {
        for (std::string& name : table.front()) {
            std::transform(name.begin(), name.end(), name.begin(), [](char c) {
                return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
            });
        }
    };
    const auto wider = [](PlainTable& table) {
        for (auto& row : table) {
            row.insert(row.begin(), "");
            row.emplace_back("");
        }
    };
    return {
        {"as it is", by("", ",", "", "\n")},
        {"semicolons", by("", ";", "", "\n")},
        {"tabs", by("", "\t", "", "\n")},
        {"CRLF", by("", ",", "", "\r\n")},
        {"CR", by("", ",", "", "\r")},
        {"blanks", by(" ", ",", "  ", "\n")},
        {"quotes", by("\"", ",", "\"", "\n")},
        {"quotes, semicolons and blanks", by(" \"", ";", "\" ", "\r\n")},
        {"blank lines", by("", ",", "", "\n\n")},
        {"other order", changed(reversed)},
        {"header in capitals", changed(shouted)},
        {"columns without a name", changed(wider)},
        {"a comment before it",
         [](std::string_view csv) { return "# a, \"b\n" + std::string(csv); }},
        {"sep=;",
         [by](std::string_view csv) { return "sep=;\r\n" + by("", ";", "", "\r\n")(csv); }},
        {"UTF-8 with a mark",
         [](std::string_view csv) { return "\xEF\xBB\xBF" + std::string(csv); }},
        {"UTF-16, little end first", [](std::string_view csv) { return as_utf16(csv); }},
        {"UTF-16, big end first", [](std::string_view csv) { return as_utf16(csv, true); }},
        {"a spreadsheet's Unicode text",
         [by](std::string_view csv) { return as_utf16(by("", "\t", "", "\r\n")(csv)); }},
    };
}

}  // namespace hubmine
