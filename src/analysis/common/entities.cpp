#include "common/entities.hpp"

#include "common/owner.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

namespace hubmine::analysis {

namespace {

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

    [[nodiscard]] std::uint32_t find(std::string_view name) const {
        return slots_[place(name)].number;
    }

    /// The text must outlive this.
    void add(std::string_view name, std::uint32_t number) {
        if (2 * (size_ + 1) > slots_.size()) {
            grow();
        }
        put({name.data(), static_cast<std::uint32_t>(name.size()), number});
        ++size_;
    }

  private:
    struct Slot {
        const char* text = nullptr;
        std::uint32_t length = 0;
        std::uint32_t number = kNone;
        [[nodiscard]] std::string_view name() const { return {text, length}; }
    };

    /// Where the name is, or would be.
    [[nodiscard]] std::size_t place(std::string_view name) const {
        const std::size_t mask = slots_.size() - 1;
        std::size_t at = std::hash<std::string_view>{}(name)&mask;
        while (slots_[at].number != kNone && slots_[at].name() != name) {
            at = (at + 1) & mask;
        }
        return at;
    }

    void put(const Slot& slot) { slots_[place(slot.name())] = slot; }

    void grow() {
        const std::vector<Slot> before =
            std::exchange(slots_, std::vector<Slot>(2 * slots_.size()));
        for (const Slot& slot : before) {
            if (slot.number != kNone) {
                put(slot);
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
        for (const std::string_view id : ids) {
            owners.push_back(number_of_owner(id, numbers));
        }
    }
    take_what_the_hub_tells(data.owners, numbers);
    take_what_the_list_tells();
}

std::uint32_t Entities::number_of_owner(std::string_view id, NumberOfName& numbers) {
    const std::optional<std::string_view> owner = owner_of(id);
    const auto next = static_cast<std::uint32_t>(owners_.size());
    if (!owner) {
        owners_.push_back({.name = id, .is_named = false});
        return next;
    }
    const std::uint32_t known = numbers.find(*owner);
    if (known != NumberOfName::kNone) {
        return known;
    }
    owners_.push_back({.name = *owner, .row = row_of(*owner)});
    numbers.add(*owner, next);
    return next;
}

void Entities::take_what_the_hub_tells(const store::Owners& told, const NumberOfName& numbers) {
    for (std::size_t i = 0; i < told.size(); ++i) {
        const std::uint32_t number = numbers.find(told.name[i]);
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
