#pragma once

#include "hubmine/analysis/settings.hpp"
#include "hubmine/store/dataset.hpp"

#include <cstdint>
#include <span>
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

/// Tells the sub-fields of a repository from its tags.
class SubfieldBits {
  public:
    /// `tags`: the texts whose places `of` is given.
    SubfieldBits(const std::vector<Subfield>& subfields, const core::Texts& tags);

    /// A bit per sub-field (bit i = subfields[i]) that one of the tags belongs to.
    [[nodiscard]] std::uint64_t of(std::span<const std::uint32_t> tags) const;

  private:
    std::uint64_t everything_ = 0;
    std::vector<std::uint64_t> of_tag_;
};

/// The same of each repository. `repos.tags` must be loaded unless `all` is the only sub-field.
[[nodiscard]] std::vector<std::uint64_t> subfield_bits(const std::vector<Subfield>& subfields,
                                                       const store::Repos& repos,
                                                       const core::Texts& tags);

}  // namespace hubmine::analysis
