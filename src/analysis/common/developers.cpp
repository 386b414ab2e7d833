#include "common/developers.hpp"

#include "hubmine/core/files.hpp"
#include "hubmine/identity/bots.hpp"

#include <numeric>

namespace hubmine::analysis {

Developers resolve_developers(const store::Dataset& data, const Options& options) {
    Developers result;
    result.of_author.resize(data.authors.size());
    std::iota(result.of_author.begin(), result.of_author.end(), 0U);
    if (!options.raw_identities) {
        for (const store::Merge& merge : data.merges) {
            result.of_author[merge.author] = merge.developer;
            result.names_merged += merge.author == merge.developer ? 0 : 1;
        }
    }
    if (options.keep_bots) {
        return result;
    }
    const identity::BotList bots =
        identity::load_bots(options.bots_file.empty() ? core::data_file("bots.csv")
                                                      : std::filesystem::path(options.bots_file));
    for (std::uint32_t& developer : result.of_author) {
        if (bots.contains(data.authors[developer])) {
            developer = store::kNoText;
            ++result.bots_dropped;
        }
    }
    return result;
}

void note_developers(const Developers& developers, const Options& options, Result& result) {
    result.notes.push_back({"bots", std::string(options.keep_bots ? "keep" : "drop")});
    result.notes.push_back({"bots_dropped", developers.bots_dropped});
    result.notes.push_back({"identities", std::string(options.raw_identities ? "raw" : "merged")});
    result.notes.push_back({"names_merged", developers.names_merged});
}

}  // namespace hubmine::analysis
