#pragma once

#include <string>
#include <vector>

namespace hubmine::cli {

/// A format, and how the names of its files end.
struct FormatEnding {
    std::string format;
    std::string ending;  ///< without the dot
};

/// What stands behind the last dot of the file's name; empty where nothing does.
[[nodiscard]] std::string ending_of(const std::string& path);

/// Whether the file's ending is one of them.
[[nodiscard]] bool is_ending_of(const std::string& path, const std::vector<FormatEnding>& all);

/// The format of what is written to a file: the one that is named, else the one that the file's
/// ending tells; empty when neither says. Throws UsageError when the ending is no format's (and
/// none is named), or that of another format than the one that is named.
[[nodiscard]] std::string format_of_output(const std::string& named, const std::string& path,
                                           const std::vector<FormatEnding>& all);

/// The endings of a catalogue of formats.
template <typename Formats>
[[nodiscard]] std::vector<FormatEnding> endings_of(const Formats& formats) {
    std::vector<FormatEnding> all;
    for (const auto& format : formats) {
        all.push_back({.format = format.name, .ending = format.extension});
    }
    return all;
}

}  // namespace hubmine::cli
