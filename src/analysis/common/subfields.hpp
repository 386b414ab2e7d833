#pragma once

#include "hubmine/analysis/settings.hpp"
#include "hubmine/store/dataset.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace hubmine::analysis {

/// A part of the field and the tags that put a repository into it. `all` has no tags and holds
/// everything.
struct Subfield {
    std::string name;
    std::vector<std::string> tags;
};

/// `all`, then those of data/subfields.csv (or `--subfields FILE`) in the order of the file, cut to
/// SubfieldSettings::subfields. Throws UsageError for an unknown sub-field, for more than 63 and
/// for one named `all`.
[[nodiscard]] std::vector<Subfield> load_subfields(const SubfieldSettings& settings);

/// For each repository a bit per sub-field (bit i = subfields[i]) that one of its tags belongs to.
/// `repos.tags` must be loaded unless `all` is the only sub-field.
[[nodiscard]] std::vector<std::uint64_t> subfield_bits(const std::vector<Subfield>& subfields,
                                                       const store::Repos& repos,
                                                       const core::Texts& tags);

/// The same for `repos` repositories whose tags are these lists of numbers in `tags`.
[[nodiscard]] std::vector<std::uint64_t> subfield_bits(const std::vector<Subfield>& subfields,
                                                       std::size_t repos,
                                                       const store::Lists& tags_of_repo,
                                                       const core::Texts& tags);

}  // namespace hubmine::analysis
