#pragma once

#include "hubmine/analysis/result.hpp"
#include "hubmine/analysis/settings.hpp"
#include "hubmine/store/dataset.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace hubmine::analysis {

/// What an author's name stands for after merged identities are joined and bots are dropped.
struct Developers {
    /// By index into Dataset::authors: the developer (itself an index into Dataset::authors, the
    /// one it is named after), or store::kNoText for a bot.
    std::vector<std::uint32_t> of_author;
    std::int64_t bots_dropped = 0;  ///< author names that are bots
    std::int64_t names_merged = 0;  ///< author names that stand for another
    [[nodiscard]] bool is_nobody(std::uint32_t author) const {
        return author == store::kNoText || of_author[author] == store::kNoText;
    }
};

/// Names are merged first, then bots are dropped by the developer's name: `--identities`, `--bots`,
/// `--bots-file`. Throws core::Error when the bot list cannot be read.
[[nodiscard]] Developers resolve_developers(const store::Dataset& data,
                                            const DeveloperSettings& settings);

/// The same as facts for the manifest.
void note_developers(const Developers& developers, const DeveloperSettings& settings,
                     Result& result);

}  // namespace hubmine::analysis
