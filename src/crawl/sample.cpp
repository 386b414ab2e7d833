#include "sample.hpp"

#include "hubmine/core/csv.hpp"
#include "hubmine/core/error.hpp"
#include "hubmine/core/files.hpp"
#include "hubmine/store/facts.hpp"
#include "hubmine/store/sample.hpp"

#include "policy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace hubmine::crawl {

namespace {

using store::kSampleFact;

std::string description_of(const Options& options) {
    std::string by;
    for (const std::string& stratum : options.sample_by) {
        by += (by.empty() ? " by " : ",") + stratum;
    }
    std::string text = fmt::format("{} of {}{}, seed {}", options.sample,
                                   core::kind_list(options.kinds), by, options.seed);
    if (!options.author.empty()) {
        text += fmt::format(", author {}", options.author);
    }
    if (!options.filter.empty()) {
        text += fmt::format(", tag {}", options.filter);
    }
    if (options.limit > 0) {
        text += fmt::format(", limit {}", options.limit);
    }
    if (options.min_likes > 0 || options.min_downloads > 0) {
        text +=
            fmt::format(", likes >= {}, downloads >= {}", options.min_likes, options.min_downloads);
    }
    return text;
}

/// Which stratum a repository belongs to: its kind, the first sub-field of data/subfields.csv that
/// one of its tags is in, both, or nothing.
class Strata {
  public:
    explicit Strata(const std::vector<std::string>& by) {
        for (const std::string& name : by) {
            by_kind_ = by_kind_ || name == "kind";
            by_subfield_ = by_subfield_ || name == "subfield";
        }
        if (!by_subfield_) {
            return;
        }
        const core::CsvFile file(core::data_file("subfields.csv"), {"subfield", "tag"});
        std::map<std::string, std::size_t, std::less<>> numbers;
        for (std::size_t row = 0; row < file.size(); ++row) {
            const auto number =
                numbers.emplace(file.cell(row, "subfield"), numbers.size() + 1).first->second;
            subfield_of_tag_.emplace(file.cell(row, "tag"), number);
        }
    }

    [[nodiscard]] std::size_t of(const store::PresentRepo& repo) const {
        constexpr std::size_t kKinds = 3;
        const std::size_t kind = by_kind_ ? static_cast<std::size_t>(repo.kind) : 0;
        return by_subfield_ ? subfield_of(repo) * kKinds + kind : kind;
    }

  private:
    [[nodiscard]] std::size_t subfield_of(const store::PresentRepo& repo) const {
        std::size_t first = 0;
        for (const std::string& tag : repo.tags) {
            const auto found = subfield_of_tag_.find(tag);
            if (found != subfield_of_tag_.end()) {
                first = first == 0 ? found->second : std::min(first, found->second);
            }
        }
        return first;
    }

    bool by_kind_ = false;
    bool by_subfield_ = false;
    std::unordered_map<std::string, std::size_t> subfield_of_tag_;
};

/// How many of `size` fall to each stratum: the whole part of its proportion, then one each by the
/// largest remainder.
std::vector<std::size_t> allocate(const std::vector<std::size_t>& sizes, std::size_t size) {
    std::size_t population = 0;
    for (const std::size_t count : sizes) {
        population += count;
    }
    std::vector<std::size_t> parts(sizes.size(), 0);
    std::vector<std::pair<std::size_t, std::size_t>> remainders;  // remainder, stratum
    std::size_t given = 0;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        parts[i] = sizes[i] * size / population;
        given += parts[i];
        remainders.emplace_back(sizes[i] * size % population, i);
    }
    std::sort(remainders.begin(), remainders.end(), [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    for (std::size_t i = 0; given < size; ++i, ++given) {
        ++parts[remainders[i].second];
    }
    return parts;
}

}  // namespace

std::uint64_t sample_rank(std::uint64_t seed, core::Kind kind, const std::string& hub_id) {
    // FNV-1a over the identity, then the finaliser of SplitMix64 (Steele, Lea, Flood 2014).
    std::uint64_t hash = 0xCBF29CE484222325U;
    const auto mix = [&](std::uint64_t byte) { hash = (hash ^ byte) * 0x100000001B3U; };
    mix(static_cast<std::uint64_t>(kind));
    for (const char c : hub_id) {
        mix(static_cast<unsigned char>(c));
    }
    hash += (seed + 1) * 0x9E3779B97F4A7C15U;
    hash = (hash ^ (hash >> 30U)) * 0xBF58476D1CE4E5B9U;
    hash = (hash ^ (hash >> 27U)) * 0x94D049BB133111EBU;
    return hash ^ (hash >> 31U);
}

std::vector<std::int64_t> draw_sample(std::vector<SampleCandidate> candidates, std::size_t size) {
    std::sort(candidates.begin(), candidates.end(),
              [](const SampleCandidate& a, const SampleCandidate& b) {
                  return a.rank != b.rank ? a.rank < b.rank : a.repo_id < b.repo_id;
              });
    std::size_t strata = 0;
    for (const SampleCandidate& candidate : candidates) {
        strata = std::max(strata, candidate.stratum + 1);
    }
    std::vector<std::size_t> sizes(strata, 0);
    for (const SampleCandidate& candidate : candidates) {
        ++sizes[candidate.stratum];
    }
    std::vector<std::size_t> left =
        size < candidates.size() ? allocate(sizes, size) : std::move(sizes);
    std::vector<std::int64_t> drawn;
    for (const SampleCandidate& candidate : candidates) {
        if (left[candidate.stratum] > 0) {
            --left[candidate.stratum];
            drawn.push_back(candidate.repo_id);
        }
    }
    std::sort(drawn.begin(), drawn.end());
    return drawn;
}

bool has_sample(const store::Store& store) {
    return store::load_fact(store, kSampleFact).has_value();
}

void check_sample(const store::Store& store, const Options& options) {
    const std::optional<std::string> kept = store::load_fact(store, kSampleFact);
    if (options.sample > 0 && kept && *kept != description_of(options)) {
        throw core::UsageError(
            fmt::format("the store keeps a sample of {}; asked for is {}: take another store",
                        *kept, description_of(options)));
    }
    const auto is_known = [&](core::Kind kind) {
        return is_listed(store, scope_of(options), kind);
    };
    if (options.sample > 0 && !kept && !options.listing &&
        !std::all_of(options.kinds.begin(), options.kinds.end(), is_known)) {
        throw core::UsageError(fmt::format(
            "--sample {}: the lists that it is drawn from were not read to their end: crawl with "
            "listing first",
            options.sample));
    }
}

std::int64_t take_sample(store::Store& store, const Options& options,
                         const store::WorkQuery& bounds) {
    if (has_sample(store)) {
        return 0;
    }
    const Strata strata(options.sample_by);
    std::vector<SampleCandidate> candidates;
    store::visit_present(store, bounds, [&](const store::PresentRepo& repo) {
        candidates.push_back(
            {repo.repo_id, sample_rank(options.seed, repo.kind, repo.hub_id), strata.of(repo)});
    });
    const std::vector<std::int64_t> drawn =
        draw_sample(std::move(candidates), static_cast<std::size_t>(options.sample));
    store::Store::Batch batch(store);
    store::record_sample(store, drawn);
    store::save_fact(store, kSampleFact, description_of(options));
    batch.commit();
    return std::ssize(drawn);
}

}  // namespace hubmine::crawl
