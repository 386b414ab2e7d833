#pragma once

#include "hubmine/store/dataset.hpp"

#include "topics/population.hpp"
#include "topics/word_lists.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace hubmine::analysis::topics {

/// Which domains the texts of a store belong to: a bit for each, in the order of the list.
struct DomainWords {
    std::vector<std::uint64_t> of_tag;    ///< by Dataset::tags
    std::vector<std::uint64_t> of_label;  ///< by Dataset::labels
    [[nodiscard]] bool is_met() const;    ///< some text belongs to one
};

[[nodiscard]] DomainWords read_domain_words(const store::Dataset& data,
                                            const std::vector<Domain>& domains);

/// What an owner has in a domain.
struct OwnerInDomain {
    std::uint32_t owner = 0;  ///< a number of Entities
    std::int64_t repositories = 0;
    std::int64_t likes = 0;
    std::int64_t downloads = 0;
};

struct DomainCount {
    Tally tally;
    std::vector<OwnerInDomain> owners;  ///< each once
    /// Of repositories over owners; absent without one.
    [[nodiscard]] std::optional<double> hhi() const;
};

/// In the order of the list.
[[nodiscard]] std::vector<DomainCount> count_domains(const Population& population,
                                                     const DomainWords& words, std::size_t domains);

}  // namespace hubmine::analysis::topics
