#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/core/time.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// Options as rows of plain data: whoever has a setting says once what it is called, what it means,
/// how it is read and how it is told. Parser, help and manifest are made from the rows.
namespace hubmine::core {

/// A value as a manifest tells it; std::monostate is null.
using Value =
    std::variant<std::monostate, bool, std::int64_t, double, std::string, std::vector<std::string>>;

/// The bounds of a number, both included.
struct Bounds {
    std::int64_t least = 0;
    std::int64_t most = std::numeric_limits<std::int64_t>::max();
};

/// One option. Its functions refer to the settings that it was made for, which must outlive it.
struct Option {
    std::string names;                 ///< as they are typed: "--seed", "-q,--quiet"
    std::string value;                 ///< the word for its value in the help; empty = a flag
    std::string help;                  ///< one line
    std::string by_default;            ///< what holds without it, in words; empty = not told
    std::vector<std::string> choices;  ///< the words that it takes; empty = any
    bool value_may_be_missing = false;
    std::string also;  ///< another name that is taken, and not told: "--kinds"; empty = none
    /// Reads a value, each time that one is given (empty for a flag, and for a missing value).
    /// Throws UsageError, which names the option.
    std::function<void(const std::string&)> take;
    std::function<Value()> tell;      ///< what holds now; null = no manifest tells it
    std::vector<std::string> tables;  ///< the tables that it shapes; empty = every one
    std::vector<std::string> makes;   ///< the tables that are there only with it
    /// The files that it names, once the command line is read; null = none.
    std::function<std::vector<std::filesystem::path>()> reads;
    /// A value may be a time before the snapshot that is asked: fills it in once that is known.
    /// Throws UsageError for what does not go together then; null = no value is.
    std::function<void(Timestamp snapshot)> count_back;
};

/// "-q,--quiet" is spoken of as "--quiet".
[[nodiscard]] std::string spoken_name(const Option& option);
/// What a manifest calls it: "--min-license-repos" is "min_license_repos".
[[nodiscard]] std::string manifest_name(const Option& option);

[[nodiscard]] Option flag_option(std::string names, bool& target, std::string help);
/// An empty text is refused when it is given, and null in a manifest.
[[nodiscard]] Option text_option(std::string names, std::string value, std::string help,
                                 std::string& target);
/// A text_option() that names a file to be read.
[[nodiscard]] Option file_option(std::string names, std::string value, std::string help,
                                 std::string& target);
/// One or more words, with commas or by repeating the option; none is null in a manifest.
[[nodiscard]] Option list_option(std::string names, std::string value, std::string help,
                                 std::vector<std::string>& target);
/// Kinds of repositories as a list, as --kind or --kinds; the first one named replaces what
/// `target` held.
[[nodiscard]] Option kinds_option(std::string help, std::vector<Kind>& target);
[[nodiscard]] Option whole_option(std::string names, std::string help, std::int64_t& target,
                                  Bounds bounds = {});
[[nodiscard]] Option whole_option(std::string names, std::string help,
                                  std::optional<std::int64_t>& target, Bounds bounds = {});
/// One of the words; `take` gets its position in `words`, `tell` gives it (absent = null).
[[nodiscard]] Option choice_option(std::string names, std::vector<std::string> words,
                                   std::string help, std::function<void(std::size_t)> take,
                                   std::function<std::optional<std::size_t>()> tell = {});

/// The value of an option as a number within bounds; throws UsageError that names the option.
[[nodiscard]] std::int64_t read_whole(const std::string& option, const std::string& text,
                                      Bounds bounds);
/// A number with a fraction, `least` < value <= `most`.
[[nodiscard]] double read_share(const std::string& option, const std::string& text, double least,
                                double most);
/// "90s", "15m", "24h", "30d", "2w", "1h30m"; a bare number is seconds.
[[nodiscard]] std::chrono::seconds read_duration(const std::string& option,
                                                 const std::string& text);
/// Each of them is one of `words`, as in read_choice().
void check_words(const std::string& option, const std::vector<std::string>& given,
                 const std::vector<std::string>& words);
/// The position of a word; an unknown one is a UsageError that suggests the near one.
[[nodiscard]] std::size_t read_choice(const std::string& option, const std::string& text,
                                      const std::vector<std::string>& words);

}  // namespace hubmine::core
