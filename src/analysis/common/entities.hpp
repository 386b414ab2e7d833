#pragma once

#include "hubmine/core/kind.hpp"
#include "hubmine/store/dataset.hpp"

#include "common/entity_type.hpp"
#include "common/organisations.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace hubmine::analysis {

/// On what grounds the type of an owner is known.
enum class OwnerBasis : std::uint8_t { kList, kOverview, kDiscussion, kNone };

inline constexpr std::array<std::string_view, 4> kOwnerBasisNames{"list", "overview", "discussion",
                                                                  "none"};

/// Whose repositories are: the part of their ids before the slash.
struct Owner {
    std::string_view name;  ///< of a repository without an owner its id
    /// Not when it stands for a repository without an owner, which is its own and ranks nowhere.
    bool is_named = true;
    std::uint32_t entity = 0;
    EntityType type = EntityType::kUnknown;
    std::string_view country;  ///< empty = not known
    OwnerBasis basis = OwnerBasis::kNone;
};

/// Who stands behind owners: a listed organisation for several of them, else the owner itself. A
/// listed and an unlisted entity of one name are two.
struct Entity {
    std::string_view name;
    bool is_listed = false;
    bool is_named = true;  ///< as of its owner
    EntityType type = EntityType::kUnknown;
    std::string_view country;
};

/// Owners of repositories, and the entities behind them, each once and by number, from 0. Which
/// number is whose depends on the order of the repositories; nothing that is told should.
class Entities {
  public:
    /// Of repositories of those kinds, whose ids must have been read. Who is a user and who an
    /// organisation is known where DatasetParts::owners was asked for. The data must outlive this.
    Entities(const store::Dataset& data, Organisations organisations,
             std::span<const core::Kind> kinds);

    /// The number of the owner of each repository of a kind, in the order of Repos.
    [[nodiscard]] std::span<const std::uint32_t> owners_of(core::Kind kind) const {
        return owners_of_.at(static_cast<std::size_t>(kind));
    }

    [[nodiscard]] std::size_t owner_count() const { return owners_.size(); }
    [[nodiscard]] Owner owner(std::uint32_t number) const;

    /// The first are those of the list, whether or not they own anything.
    [[nodiscard]] std::size_t entity_count() const {
        return organisations_.entity_count() + owners_.size();
    }
    [[nodiscard]] Entity entity(std::uint32_t number) const;
    /// owner(number).entity, without the rest.
    [[nodiscard]] std::uint32_t entity_of(std::uint32_t owner) const;
    /// owner(number).is_named and entity(number).is_named, without the rest.
    [[nodiscard]] bool is_named_owner(std::uint32_t number) const {
        return owners_[number].is_named;
    }
    [[nodiscard]] bool is_named_entity(std::uint32_t number) const {
        const std::size_t listed = organisations_.entity_count();
        return number < listed || owners_[number - listed].is_named;
    }
    /// owner(number).type, without the rest.
    [[nodiscard]] EntityType type_of(std::uint32_t owner) const { return owners_[owner].type; }

  private:
    static constexpr std::uint32_t kUnlisted = 0xFFFFFFFFU;

    /// What is kept of an owner.
    struct Known {
        std::string_view name;
        std::uint32_t row = kUnlisted;  ///< of the list
        EntityType type = EntityType::kUnknown;
        OwnerBasis basis = OwnerBasis::kNone;
        bool is_named = true;
    };

    class NumberOfName;

    /// The number of the owner of that id, who is added when it is a new one; `hash` is that of its
    /// name.
    std::uint32_t number_of_owner(std::string_view id, std::size_t hash, NumberOfName& numbers);
    void take_what_the_hub_tells(const store::Owners& told, const NumberOfName& numbers);
    void take_what_the_list_tells();
    [[nodiscard]] std::uint32_t row_of(std::string_view name) const;

    Organisations organisations_;
    std::vector<Known> owners_;
    std::array<std::vector<std::uint32_t>, 3> owners_of_;  ///< by core::Kind
};

}  // namespace hubmine::analysis
