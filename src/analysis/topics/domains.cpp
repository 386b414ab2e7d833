#include "topics/domains.hpp"

#include "hubmine/core/text.hpp"
#include "hubmine/core/text_map.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace hubmine::analysis::topics {

namespace {

/// The words of all domains.
class WordBits {
  public:
    explicit WordBits(const std::vector<Domain>& domains) {
        for (std::size_t i = 0; i < domains.size(); ++i) {
            for (const std::string& word : domains[i].words) {
                bits_[word] |= std::uint64_t{1} << i;
                longest_ = std::max(longest_, word.size());
            }
        }
    }
    [[nodiscard]] std::vector<std::uint64_t> of(const core::Texts& texts) const {
        std::vector<std::uint64_t> bits;
        bits.reserve(texts.size());
        for (const std::string_view text : texts) {
            // Most tags of a large Hub are names of papers and models, and longer than any word.
            const auto found =
                text.size() > longest_ ? bits_.end() : bits_.find(core::ascii_lower(text));
            bits.push_back(found == bits_.end() ? 0 : found->second);
        }
        return bits;
    }

  private:
    core::TextMap<std::uint64_t> bits_;
    std::size_t longest_ = 0;
};

std::uint64_t domains_of(const store::Repos& repos, const DomainWords& words, std::uint32_t repo) {
    std::uint64_t bits = 0;
    for (const std::uint32_t tag : repos.tags[repo]) {
        bits |= words.of_tag[tag];
    }
    for (const store::TextId label : {repos.pipeline_tag[repo], repos.library_name[repo]}) {
        bits |= label == store::kNoText ? 0 : words.of_label[label];
    }
    return bits;
}

/// Adds up one domain after the other; owners in the order in which they are met.
class DomainCounter {
  public:
    explicit DomainCounter(const Population& population) : population_(population) {
        if (!population.owners.empty()) {
            place_of_owner_.resize(
                *std::max_element(population.owners.begin(), population.owners.end()) +
                    std::size_t{1},
                kNone);
        }
    }

    [[nodiscard]] DomainCount count(const std::vector<std::uint32_t>& repos) {
        DomainCount count;
        for (const std::uint32_t repo : repos) {
            count.tally.add(population_, repo);
            OwnerInDomain& mine = sum_of(population_.owners[repo], count.owners);
            ++mine.repositories;
            mine.likes += population_.likes(repo);
            mine.downloads += population_.downloads(repo);
        }
        for (const OwnerInDomain& one : count.owners) {
            place_of_owner_[one.owner] = kNone;
        }
        return count;
    }

  private:
    static constexpr std::uint32_t kNone = 0xFFFFFFFFU;

    OwnerInDomain& sum_of(std::uint32_t owner, std::vector<OwnerInDomain>& owners) {
        std::uint32_t& place = place_of_owner_[owner];
        if (place == kNone) {
            place = static_cast<std::uint32_t>(owners.size());
            owners.push_back({.owner = owner});
        }
        return owners[place];
    }

    const Population& population_;
    std::vector<std::uint32_t> place_of_owner_;  // in the domain that is counted
};

}  // namespace

bool DomainWords::is_met() const {
    const auto is_word = [](std::uint64_t bits) { return bits != 0; };
    return std::any_of(of_tag.begin(), of_tag.end(), is_word) ||
           std::any_of(of_label.begin(), of_label.end(), is_word);
}

DomainWords read_domain_words(const store::Dataset& data, const std::vector<Domain>& domains) {
    const WordBits bits(domains);
    return {.of_tag = bits.of(data.tags), .of_label = bits.of(data.labels)};
}

std::optional<double> DomainCount::hhi() const {
    if (owners.empty()) {
        return std::nullopt;
    }
    double squares = 0;  // whole numbers, so that their order does not matter
    for (const OwnerInDomain& owner : owners) {
        const auto repositories = static_cast<double>(owner.repositories);
        squares += repositories * repositories;
    }
    const auto all = static_cast<double>(tally.repositories);
    return squares / (all * all);
}

std::vector<DomainCount> count_domains(const Population& population, const DomainWords& words,
                                       std::size_t domains) {
    std::vector<std::vector<std::uint32_t>> members(domains);
    for (const std::uint32_t repo : population.chosen) {
        const std::uint64_t mine = domains_of(population.repos, words, repo);
        for (std::size_t i = 0; mine != 0 && i < domains; ++i) {
            if ((mine >> i & 1U) != 0) {
                members[i].push_back(repo);
            }
        }
    }
    DomainCounter counter(population);
    std::vector<DomainCount> counts;
    counts.reserve(domains);
    for (const std::vector<std::uint32_t>& of_domain : members) {
        counts.push_back(counter.count(of_domain));
    }
    return counts;
}

}  // namespace hubmine::analysis::topics
