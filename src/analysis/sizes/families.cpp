#include "sizes/families.hpp"

#include "common/owner.hpp"
#include "sizes/names.hpp"

#include <algorithm>
#include <functional>
#include <tuple>
#include <utility>

namespace hubmine::analysis::sizes {

namespace {

std::string_view owner_or_none(std::string_view id) {
    return owner_of(id).value_or(std::string_view());
}

struct Member {
    std::string family;
    std::uint32_t model = 0;
};

/// Names are hashed first, so that they are held together only where several may be equal.
struct Hashed {
    std::uint64_t hash = 0;
    std::uint32_t model = 0;
};

std::uint64_t hash_of(std::string_view owner, std::string_view family) {
    constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15U;
    const std::hash<std::string_view> hash;
    return hash(owner) * kOdd ^ hash(family);
}

std::vector<bool> copies_of(const store::Repos& models, std::span<const LineageEdge> edges) {
    std::vector<bool> copies(models.size(), false);
    for (const LineageEdge& edge : edges) {
        if (edge.relation == Relation::kAdapter || edge.relation == Relation::kQuantized) {
            copies[edge.child] = true;
        }
    }
    return copies;
}

std::vector<Hashed> hashed_members(const store::Repos& models,
                                   std::span<const std::uint32_t> chosen, const ModelSizes& sizes,
                                   const std::vector<bool>& copies) {
    std::vector<Hashed> members;
    for (const std::uint32_t model : chosen) {
        if (!sizes.of(model) || copies[model]) {
            continue;
        }
        const std::string family = family_in_name(models.id[model]);
        if (!family.empty()) {
            members.push_back({hash_of(owner_or_none(models.id[model]), family), model});
        }
    }
    std::sort(members.begin(), members.end(), [](const Hashed& a, const Hashed& b) {
        return std::tuple(a.hash, a.model) < std::tuple(b.hash, b.model);
    });
    return members;
}

/// What repositories have of a measure: likes and downloads that are missing are 0.
std::optional<std::int64_t> value_of(const store::Repos& models, FamilyMeasure measure,
                                     std::uint32_t model) {
    switch (measure) {
        case FamilyMeasure::kDownloads:
            return models.downloads[model].value_or(0);
        case FamilyMeasure::kDownloadsAllTime:
            return models.downloads_all_time[model];
        case FamilyMeasure::kLikes:
            break;
    }
    return models.likes[model].value_or(0);
}

/// Members of one owner and name become a family when they have sizes enough.
class Gathering {
  public:
    Gathering(const store::Repos& models, const ModelSizes& sizes)
        : models_(models), sizes_(sizes) {}

    /// Members of one hash, whose names differ once in an age of the world.
    void add(std::span<const Hashed> alike) {
        const std::int64_t size = sizes_.of(alike.front().model).value_or(0);
        if (std::all_of(alike.begin(), alike.end(),
                        [&](const Hashed& member) { return sizes_.of(member.model) == size; })) {
            return;
        }
        std::vector<Member> members;
        members.reserve(alike.size());
        for (const Hashed& member : alike) {
            members.push_back({family_in_name(models_.id[member.model]), member.model});
        }
        std::sort(members.begin(), members.end(),
                  [this](const Member& a, const Member& b) { return order(a) < order(b); });
        for (std::size_t first = 0; first < members.size();) {
            std::size_t last = first;
            while (last < members.size() && is_of_one(members[first], members[last])) {
                ++last;
            }
            add_family(std::span(members).subspan(first, last - first));
            first = last;
        }
    }
    std::vector<Family> take() {
        std::sort(families_.begin(), families_.end(), [](const Family& a, const Family& b) {
            return std::tuple(b.downloads, a.owner, std::string_view(a.name)) <
                   std::tuple(a.downloads, b.owner, std::string_view(b.name));
        });
        return std::move(families_);
    }

  private:
    using Order = std::tuple<std::string_view, std::string_view, std::int64_t, std::int64_t,
                             std::string_view>;

    /// Of each size the model with most downloads comes first.
    [[nodiscard]] Order order(const Member& member) const {
        const std::string_view id = models_.id[member.model];
        return {owner_or_none(id), member.family, sizes_.of(member.model).value_or(0),
                -models_.downloads[member.model].value_or(0), id};
    }
    [[nodiscard]] bool is_of_one(const Member& a, const Member& b) const {
        return a.family == b.family &&
               owner_or_none(models_.id[a.model]) == owner_or_none(models_.id[b.model]);
    }
    void add_family(std::span<const Member> members) {
        Family family{.owner = owner_or_none(models_.id[members.front().model]),
                      .name = members.front().family,
                      .models = static_cast<std::int64_t>(members.size()),
                      .smallest = members.front().model};
        const auto smallest = sizes_.of(members.front().model);
        const auto largest = sizes_.of(members.back().model);
        std::optional<std::int64_t> before;
        for (const Member& member : members) {
            const auto size = sizes_.of(member.model);
            family.downloads += models_.downloads[member.model].value_or(0);
            if (size != before) {
                ++family.sizes;
                family.largest = member.model;
                before = size;
            }
            if (size == smallest) {
                reach(member.model, family.of_smallest);
            }
            if (size == largest) {
                reach(member.model, family.of_largest);
            }
        }
        if (family.sizes > 1) {
            families_.push_back(std::move(family));
        }
    }
    void reach(std::uint32_t model, std::array<std::optional<std::int64_t>, 3>& most) const {
        for (std::size_t measure = 0; measure < most.size(); ++measure) {
            // An absent number is less than any other.
            most[measure] = std::max(most[measure],
                                     value_of(models_, static_cast<FamilyMeasure>(measure), model));
        }
    }

    const store::Repos& models_;
    const ModelSizes& sizes_;
    std::vector<Family> families_;
};

}  // namespace

std::vector<Family> find_families(const store::Repos& models, std::span<const std::uint32_t> chosen,
                                  const ModelSizes& sizes, std::span<const LineageEdge> edges) {
    const std::vector<Hashed> members =
        hashed_members(models, chosen, sizes, copies_of(models, edges));
    Gathering gathering(models, sizes);
    for (std::size_t first = 0; first < members.size();) {
        std::size_t last = first;
        while (last < members.size() && members[last].hash == members[first].hash) {
            ++last;
        }
        if (last > first + 1) {
            gathering.add(std::span(members).subspan(first, last - first));
        }
        first = last;
    }
    return gathering.take();
}

}  // namespace hubmine::analysis::sizes
