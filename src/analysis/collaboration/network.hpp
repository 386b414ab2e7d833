#pragma once

#include "hubmine/analysis/common/read_share.hpp"
#include "hubmine/network/digraph.hpp"
#include "hubmine/store/dataset.hpp"

#include "common/developers.hpp"
#include "common/subfields.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace hubmine::analysis::collaboration {

/// Who worked with whom on the model repositories of a sub-field.
struct DeveloperNetwork {
    std::string subfield;
    ReadShare reading;  ///< the sub-field's models, and those whose commits were read
    bool is_listed = true;
    /// Without a history nothing is known, not even that there is nothing.
    [[nodiscard]] bool is_known() const { return is_listed && !reading.is_nothing(); }
    std::int64_t repositories = 0;            ///< with at least one commit
    std::int64_t single_developer_repos = 0;  ///< all of whose commits are one developer's
    std::int64_t developers = 0;
    std::int64_t isolates = 0;  ///< developers with no edge to another one

    /// The connected developers, without self-loops; nodes in ascending order of their names'
    /// bytes, so that no result depends on how the store is arranged.
    network::Digraph graph;
    std::vector<std::uint32_t> author;          ///< by node: into Dataset::authors
    std::vector<std::int64_t> repositories_of;  ///< by node
    std::vector<std::uint32_t> committers;  ///< all developers: into Dataset::authors, ascending
};

/// Commits of one repository (and period): entries of store::Contributions from the one up to the
/// other.
struct CommitRange {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// All of them, in the order of the entries.
[[nodiscard]] std::vector<CommitRange> commit_ranges(const store::Contributions& commits);

/// Makes networks of any of the commits to models. A commit's source is its first author that is
/// somebody; the commit adds 1 (`newman_weights`: 1/(n - 1), Newman 2001) to the edge to each other
/// developer of the repository, n in all. Repositories whose history was not read to its end are
/// left out.
class NetworkBuilder {
  public:
    /// All of them must outlive this.
    NetworkBuilder(const store::Dataset& data, const Developers& developers,
                   const std::vector<Subfield>& subfields, bool newman_weights);

    /// One network a sub-field, which tells nothing about its reading. Ranges of one repository
    /// that follow each other are one repository.
    [[nodiscard]] std::vector<DeveloperNetwork> build(std::span<const CommitRange> ranges) const;
    /// Sub-fields of each model, a bit each.
    [[nodiscard]] const std::vector<std::uint64_t>& subfields_of_models() const { return bits_; }

  private:
    const store::Dataset& data_;
    const Developers& developers_;
    const std::vector<Subfield>& subfields_;
    bool newman_weights_;
    std::vector<std::uint64_t> bits_;
};

/// One network a sub-field, of all commits.
[[nodiscard]] std::vector<DeveloperNetwork> build_networks(const store::Dataset& data,
                                                           const Developers& developers,
                                                           const std::vector<Subfield>& subfields,
                                                           bool newman_weights);

}  // namespace hubmine::analysis::collaboration
