#include "file_ending.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace hubmine::cli {

std::string ending_of(const std::string& path) {
    const std::string name = std::filesystem::path(path).filename().string();
    const std::size_t dot = name.rfind('.');
    return dot == std::string::npos ? "" : core::ascii_lower(name.substr(dot + 1));
}

bool is_ending_of(const std::string& path, const std::vector<FormatEnding>& all) {
    const std::string ending = ending_of(path);
    return std::any_of(all.begin(), all.end(),
                       [&ending](const FormatEnding& entry) { return entry.ending == ending; });
}

std::string format_of_output(const std::string& named, const std::string& path,
                             const std::vector<FormatEnding>& all) {
    const std::string ending = ending_of(path);
    const auto told = std::find_if(all.begin(), all.end(), [&ending](const FormatEnding& entry) {
        return entry.ending == ending;
    });
    if (ending.empty() || (told == all.end() && !named.empty())) {
        return named;
    }
    if (told == all.end()) {
        std::string endings;
        for (const FormatEnding& entry : all) {
            endings += (endings.empty() ? "." : ", .") + entry.ending;
        }
        throw core::UsageError(
            fmt::format("--output {}: nothing is written as .{}; there are {} (or name the format "
                        "with --format)",
                        path, ending, endings));
    }
    if (!named.empty() && named != told->format) {
        throw core::UsageError(fmt::format("--output {} asks for {}, --format for {}: name one",
                                           path, told->format, named));
    }
    return told->format;
}

}  // namespace hubmine::cli
