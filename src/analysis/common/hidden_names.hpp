#pragma once

#include "hubmine/store/dataset.hpp"

#include "common/organisations.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

namespace hubmine::analysis {

/// What a row says, beside the id of a repository, of who owns it.
enum class OwnedBy { kNobodySays, kPerson, kOrganisation };

/// Which names are people's, and the pseudonyms that stand for them: HMAC-SHA-256, so that one name
/// has one pseudonym wherever it stands.
class HiddenNames {
  public:
    /// Both must outlive it.
    HiddenNames(const store::Dataset& data, const std::string& key);

    /// Everybody who is not known to be an organisation, or the like.
    [[nodiscard]] bool is_person(std::string_view owner) const;
    [[nodiscard]] std::string person(std::string_view name) const;

    /// What stands for a name that is to be hidden; absent: it stays.
    [[nodiscard]] std::optional<std::string> instead_of_owner(std::string_view name) const;
    [[nodiscard]] std::optional<std::string> instead_of_entity(std::string_view name) const;
    [[nodiscard]] std::optional<std::string> instead_of_repository(std::string_view id,
                                                                   OwnedBy by) const;

    /// A word of the line is the name of a person whom the data know.
    [[nodiscard]] bool stand_in(std::string_view line);

  private:
    [[nodiscard]] std::string repository(std::string_view id) const;
    [[nodiscard]] std::string digits(std::string_view of, std::string_view name) const;
    void gather_people();

    const store::Dataset& data_;
    const std::string& key_;
    Organisations organisations_;
    std::unordered_set<std::string_view> entities_;
    std::unordered_set<std::string_view> told_;       ///< organisations, as the Hub says
    std::unordered_set<std::string_view> ownerless_;  ///< ids without an owner
    std::unordered_set<std::string_view> owners_called_like_entities_;
    std::unordered_set<std::string_view> people_;  ///< gathered when they are asked for
};

}  // namespace hubmine::analysis
