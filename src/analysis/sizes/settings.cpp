#include "sizes/settings.hpp"

#include "hubmine/core/error.hpp"

#include <fmt/format.h>

#include <limits>
#include <string_view>
#include <utility>
#include <vector>

namespace hubmine::analysis::sizes {

namespace {

constexpr std::int64_t kDefaultTop = 100;

/// "500k", "10M", "2G" or plain bytes; k, M and G are powers of 1000.
std::int64_t read_bytes(const std::string& option, const std::string& text) {
    constexpr std::string_view kUnits = "kMG";
    const std::size_t power = text.empty() ? std::string::npos : kUnits.find(text.back());
    std::int64_t unit = 1;
    for (std::size_t i = 0; power != std::string::npos && i <= power; ++i) {
        unit *= 1000;
    }
    return unit * core::read_whole(option, unit == 1 ? text : text.substr(0, text.size() - 1),
                                   {.most = std::numeric_limits<std::int64_t>::max() / unit});
}

core::Option min_size_option(Settings& settings) {
    const std::string name = "--min-size";
    return {.names = name,
            .value = "BYTES",
            .help = "without repositories that are known to be smaller (k, M, G: powers of 1000)",
            .take = [&settings, name](
                        const std::string& given) { settings.min_size = read_bytes(name, given); },
            .tell =
                [&settings] {
                    return settings.min_size ? core::Value(*settings.min_size) : core::Value();
                }};
}

}  // namespace

std::size_t top_of(const Settings& settings, std::size_t all) {
    return settings.first_of(all, kDefaultTop);
}

OptionRows options(Settings& settings) {
    const std::vector<std::string> of_types{"periods", "emissions", "emitters"};
    OptionRows rows = common_options(settings);
    rows.push_back(shaping(kind_option(settings), {"periods"}));
    rows.push_back(
        shaping(top_option(settings, std::to_string(kDefaultTop)), {"families", "emitters"}));
    rows.push_back(since_option(settings, "repositories created"));
    rows.push_back(until_option(settings, "repositories created"));
    rows.push_back(
        core::text_option("--task", "TAG", "only models with this pipeline tag", settings.task));
    rows.push_back(min_size_option(settings));
    rows.push_back(shaping(core::flag_option("--names", settings.names,
                                             "take the number in a name where no size is told"),
                           {"bands", "sources", "small_or_large", "families", "periods",
                            "collaboration", "correlations"}));
    rows.push_back(shaping(core::flag_option("--keep-suspect", settings.keep_suspect,
                                             "emissions above 10,000 t count"),
                           of_types));
    rows.push_back(shaping(every_option(settings.every), {"periods"}));
    rows.push_back(shaping(organisations_option(settings), of_types));
    return rows;
}

void settle(Settings& settings, const std::filesystem::path& /*config_folder*/) {
    check(static_cast<const PeriodSettings&>(settings));
}

}  // namespace hubmine::analysis::sizes
