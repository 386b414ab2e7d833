#include "manual_text.hpp"

#include "hubmine/core/text.hpp"
#include "hubmine/core/version.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hubmine::cli {

std::string roff(std::string_view text) {
    std::string result;
    if (text.starts_with('.') || text.starts_with('\'')) {
        result = "\\&";
    }
    for (const char c : text) {
        switch (c) {
            case '\\':
                result += "\\e";
                break;
            case '-':
                result += "\\-";
                break;
            case '"':
                result += "\\(dq";
                break;
            case '\'':
                result += "\\(aq";
                break;
            case '^':
                result += "\\(ha";
                break;
            case '~':
                result += "\\(ti";
                break;
            case '`':
                result += "\\(ga";
                break;
            default:
                result += c;
        }
    }
    return result;
}

std::string roff_lines(std::string_view text) {
    constexpr std::size_t kWidth = 76;
    std::string lines;
    std::size_t width = 0;
    for (const std::string_view part : core::split(text, ' ')) {
        const std::string word = roff(part);
        const bool fits = width + 1 + word.size() <= kWidth;
        lines += width == 0 ? "" : fits ? " " : "\n";
        width = (width == 0 || !fits ? 0 : width + 1) + word.size();
        lines += word;
    }
    return lines + "\n";
}

std::string manual_head(const std::string& name, int section, const std::string& help) {
    std::string title = name;
    std::transform(title.begin(), title.end(), title.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return fmt::format(".TH {} {} {} \"hubmine {}\" \"hubmine manual\"\n.SH NAME\n{} \\- {}\n",
                       title, section, core::kVersionDate, core::kVersion, name, roff(help));
}

std::string manual_section(const std::string& title) {
    return fmt::format(".SH {}\n", title);
}

std::string manual_entry(const std::string& term, const std::string& meaning) {
    return fmt::format(".TP\n{}\n{}", term, roff_lines(meaning));
}

}  // namespace hubmine::cli
