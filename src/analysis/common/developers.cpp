#include "common/developers.hpp"

#include "hubmine/core/files.hpp"
#include "hubmine/identity/bots.hpp"

#include <numeric>

namespace hubmine::analysis {

Developers resolve_developers(const store::Dataset& data, const DeveloperSettings& settings) {
    Developers result;
    result.of_author.resize(data.authors.size());
    std::iota(result.of_author.begin(), result.of_author.end(), 0U);
    if (!settings.raw_identities) {
        for (const store::Merge& merge : data.merges) {
            result.of_author[merge.author] = merge.developer;
            result.names_merged += merge.author == merge.developer ? 0 : 1;
        }
    }
    if (settings.keep_bots) {
        return result;
    }
    const identity::BotList bots =
        identity::load_bots(core::given_or_installed(settings.bots_file, "bots.csv"));
    for (std::uint32_t& developer : result.of_author) {
        if (bots.contains(data.authors[developer])) {
            developer = store::kNoText;
            ++result.bots_dropped;
        }
    }
    return result;
}

void note_developers(const Developers& developers, const DeveloperSettings& settings,
                     Result& result) {
    result.notes.push_back({"bots", std::string(settings.keep_bots ? "keep" : "drop")});
    result.notes.push_back({"bots_dropped", developers.bots_dropped});
    result.notes.push_back({"identities", std::string(settings.raw_identities ? "raw" : "merged")});
    result.notes.push_back({"names_merged", developers.names_merged});
}

}  // namespace hubmine::analysis
