#include "common/entities.hpp"

#include "common/owner.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

namespace hubmine::analysis {

namespace {

constexpr std::size_t kAhead = 16;

EntityType type_named(std::string_view name) {
    const auto* const found = std::find(kEntityTypeNames.begin(), kEntityTypeNames.end(), name);
    return static_cast<EntityType>(found - kEntityTypeNames.begin());
}

}  // namespace

/// Numbers of names. Of millions of them a map of nodes would be the largest thing in memory; here
/// a name takes where its text is, and a look-up leads nowhere else.
class Entities::NumberOfName {
  public:
    static constexpr std::uint32_t kNone = 0xFFFFFFFFU;

    [[nodiscard]] static std::size_t hash_of(std::string_view name) {
        return std::hash<std::string_view>{}(name);
    }
    /// A name of that hash will be looked for soon.
    void prepare(std::size_t hash) const {
        __builtin_prefetch(&slots_[hash & (slots_.size() - 1)]);
    }

    [[nodiscard]] std::uint32_t find(std::string_view name, std::size_t hash) const {
        return slots_[place(name, hash)].number;
    }

    /// The text must outlive this.
    void add(std::string_view name, std::size_t hash, std::uint32_t number) {
        if (2 * (size_ + 1) > slots_.size()) {
            grow();
        }
        const Slot slot{hash, name.data(), static_cast<std::uint32_t>(name.size()), number};
        slots_[place(name, hash)] = slot;
        ++size_;
    }

  private:
    struct Slot {
        std::size_t hash = 0;
        const char* text = nullptr;
        std::uint32_t length = 0;
        std::uint32_t number = kNone;
        [[nodiscard]] bool is(std::string_view name, std::size_t its_hash) const {
            return hash == its_hash && std::string_view(text, length) == name;
        }
    };

    /// Where the name is, or would be.
    [[nodiscard]] std::size_t place(std::string_view name, std::size_t hash) const {
        const std::size_t mask = slots_.size() - 1;
        std::size_t at = hash & mask;
        while (slots_[at].number != kNone && !slots_[at].is(name, hash)) {
            at = (at + 1) & mask;
        }
        return at;
    }

    void grow() {
        const std::vector<Slot> before =
            std::exchange(slots_, std::vector<Slot>(2 * slots_.size()));
        const std::size_t mask = slots_.size() - 1;
        for (const Slot& slot : before) {
            if (slot.number != kNone) {
                std::size_t at = slot.hash & mask;  // each name is here once
                while (slots_[at].number != kNone) {
                    at = (at + 1) & mask;
                }
                slots_[at] = slot;
            }
        }
    }

    static constexpr std::size_t kSlots = 64;  // a power of two

    std::vector<Slot> slots_ = std::vector<Slot>(kSlots);
    std::size_t size_ = 0;
};

Entities::Entities(const store::Dataset& data, Organisations organisations,
                   std::span<const core::Kind> kinds)
    : organisations_(std::move(organisations)) {
    NumberOfName numbers;
    for (const core::Kind kind : kinds) {
        std::vector<std::uint32_t>& owners = owners_of_.at(static_cast<std::size_t>(kind));
        const core::Texts& ids = data.of(kind).id;
        owners.reserve(ids.size());
        // Of some ids ahead the memory is asked for before it is needed.
        std::array<std::size_t, kAhead> hashes{};
        for (std::size_t i = 0; i < ids.size() + kAhead; ++i) {
            std::size_t& hash = hashes.at(i % kAhead);
            if (i >= kAhead) {
                owners.push_back(number_of_owner(ids[i - kAhead], hash, numbers));
            }
            if (i < ids.size()) {
                hash = NumberOfName::hash_of(owner_of(ids[i]).value_or(std::string_view()));
                numbers.prepare(hash);
            }
        }
    }
    take_what_the_hub_tells(data.owners, numbers);
    take_what_the_list_tells();
}

std::uint32_t Entities::number_of_owner(std::string_view id, std::size_t hash,
                                        NumberOfName& numbers) {
    const std::optional<std::string_view> owner = owner_of(id);
    const auto next = static_cast<std::uint32_t>(owners_.size());
    if (!owner) {
        owners_.push_back({.name = id, .is_named = false});
        return next;
    }
    const std::uint32_t known = numbers.find(*owner, hash);
    if (known != NumberOfName::kNone) {
        return known;
    }
    owners_.push_back({.name = *owner, .row = row_of(*owner)});
    numbers.add(*owner, hash, next);
    return next;
}

void Entities::take_what_the_hub_tells(const store::Owners& told, const NumberOfName& numbers) {
    for (std::size_t i = 0; i < told.size(); ++i) {
        const std::string_view name = told.name[i];
        const std::uint32_t number = numbers.find(name, NumberOfName::hash_of(name));
        if (number != NumberOfName::kNone) {
            owners_[number].type =
                told.is_organisation[i] != 0 ? EntityType::kOrganisation : EntityType::kIndividual;
            owners_[number].basis =
                told.by_overview[i] != 0 ? OwnerBasis::kOverview : OwnerBasis::kDiscussion;
        }
    }
}

void Entities::take_what_the_list_tells() {
    for (Known& owner : owners_) {
        if (owner.row != kUnlisted) {
            owner.type = type_named(organisations_.rows()[owner.row].type);
            owner.basis = OwnerBasis::kList;
        }
    }
}

std::uint32_t Entities::row_of(std::string_view name) const {
    const Organisation* const listed = organisations_.find(name);
    return listed == nullptr ? kUnlisted
                             : static_cast<std::uint32_t>(listed - organisations_.rows().data());
}

std::uint32_t Entities::entity_of(std::uint32_t owner) const {
    const std::uint32_t row = owners_[owner].row;
    return row != kUnlisted ? organisations_.rows()[row].entity_number
                            : static_cast<std::uint32_t>(organisations_.entity_count()) + owner;
}

Owner Entities::owner(std::uint32_t number) const {
    const Known& known = owners_[number];
    return {.name = known.name,
            .is_named = known.is_named,
            .entity = entity_of(number),
            .type = known.type,
            .country = known.row != kUnlisted
                           ? std::string_view(organisations_.rows()[known.row].country)
                           : std::string_view(),
            .basis = known.basis};
}

Entity Entities::entity(std::uint32_t number) const {
    const std::size_t listed = organisations_.entity_count();
    if (number < listed) {
        const Organisation& first = organisations_.first_of(number);
        return {.name = first.entity,
                .is_listed = true,
                .type = type_named(first.type),
                .country = first.country};
    }
    const Known& owner = owners_[number - listed];
    return {.name = owner.name, .is_named = owner.is_named, .type = owner.type};
}

}  // namespace hubmine::analysis
